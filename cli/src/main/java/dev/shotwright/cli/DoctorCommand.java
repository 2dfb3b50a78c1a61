package dev.shotwright.cli;

import dev.shotwright.engine.machine.Disk;
import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.AvailableMemory;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.compute.OpenBlas;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@CommandLine.Command(
        name = "doctor",
        description = "Measure this machine for the models that are computed on it, and say what is chosen.",
        customSynopsis = "shotwright doctor [--again] [--json]",
        footer = {"", "Example:", "  shotwright doctor"})
final class DoctorCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Option(names = "--again", description = "Measure again, though this machine was measured before.")
    private boolean again;

    DoctorCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var workshop = Workshop.of(surroundings);
        var machine = again ? workshop.measuredAgain() : workshop.machine();
        var memory = AvailableMemory.now();
        var rates = machine.rates();
        var chosen = Precision.AUTO.arithmetic(rates, Device.CPU);
        console.print("CPU        %s, %d cores: %s"
                .formatted(machine.cpu(), machine.cores(), String.join(" ", machine.features())));
        console.print("Library    " + machine.library());
        console.print("Devices    "
                + Device.here().stream().map(Device::word).collect(Collectors.joining(", "))
                + (Device.CUDA.present() ? "" : "; no CUDA here"));
        console.print("Memory     %s free".formatted(memory));
        console.print("Disk       %.0f MB/s written and synced, %.0f MB/s read %s"
                .formatted(
                        machine.disk().written(),
                        machine.disk().read(),
                        switch (machine.disk().reading()) {
                            case UNCACHED -> "uncached";
                            case CACHED -> "from the cache, which cannot be dropped here";
                        }));
        console.print("Models in  " + workshop.models());
        console.print("");
        console.print("GFLOP/s        fp32    bf16   chosen");
        row("linear", rates.linearF32(), rates.linearBf16(), word(chosen.linear()));
        row("attention", rates.attentionF32Chosen(), rates.attentionBf16(), word(chosen.attention()));
        row("convolution", rates.convolutionF32(), rates.convolutionBf16(), word(chosen.convolution()));
        console.print("Attention in fp32 takes %.0f with one thread of OpenBLAS and %.0f with %d; chosen %d."
                .formatted(
                        rates.attentionF32(), rates.attentionF32Threads(), OpenBlas.cores(), rates.attentionThreads()));
        console.object(node(machine, memory.bytes()));
        return Exit.DONE;
    }

    /** A type as {@code --precision} spells it. */
    private static String word(DataType type) {
        return type == DataType.F32 ? Precision.FP32.word() : type.word();
    }

    private void row(String name, double f32, double bf16, String chosen) {
        console.print(String.format(Locale.ROOT, "%-12s %6.0f  %6.0f   %s", name, f32, bf16, chosen));
    }

    private static ObjectNode node(Machine machine, long memory) {
        var chosen = Precision.AUTO.arithmetic(machine.rates(), Device.CPU);
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("library", machine.library())
                .put("memory", memory);
        node.putObject("disk")
                .put("written", machine.disk().written())
                .put("read", machine.disk().read())
                .put("cached", machine.disk().reading() == Disk.Reading.CACHED);
        Device.here().forEach(device -> node.withArray("devices").add(device.word()));
        machine.features().forEach(node.putArray("features")::add);
        var rates = machine.rates();
        var gflops = node.putObject("gflops");
        gflops.putObject("linear")
                .put("fp32", rates.linearF32())
                .put("bf16", rates.linearBf16())
                .put("chosen", word(chosen.linear()));
        gflops.putObject("attention")
                .put("fp32", rates.attentionF32())
                .put("fp32AllThreads", rates.attentionF32Threads())
                .put("threads", rates.attentionThreads())
                .put("bf16", rates.attentionBf16())
                .put("chosen", word(chosen.attention()));
        gflops.putObject("convolution")
                .put("fp32", rates.convolutionF32())
                .put("bf16", rates.convolutionBf16())
                .put("chosen", word(chosen.convolution()));
        return node;
    }
}
