package dev.shotwright.cli;

import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.AvailableMemory;
import dev.shotwright.tensor.Device;
import java.util.Locale;
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
        var chosen = Precision.AUTO.arithmetic(rates);
        console.print("CPU        %s, %d cores: %s"
                .formatted(machine.cpu(), machine.cores(), String.join(" ", machine.features())));
        console.print("Library    " + machine.library());
        console.print("CUDA       " + (Device.CUDA.present() ? "present" : "absent"));
        console.print("Memory     %s free".formatted(memory));
        console.print("Disk       %.0f MB/s written and synced".formatted(machine.diskMegabytes()));
        console.print("Models in  " + workshop.models());
        console.print("");
        console.print("GFLOP/s        fp32    bf16   chosen");
        row("linear", rates.linearF32(), rates.linearBf16(), chosen.linear().word());
        row(
                "attention",
                rates.attentionF32(),
                rates.attentionBf16(),
                chosen.attention().word());
        row(
                "convolution",
                rates.convolutionF32(),
                rates.convolutionBf16(),
                chosen.convolution().word());
        console.print("Attention in fp32 with all threads of OpenBLAS: %.0f; it is held to one."
                .formatted(rates.attentionF32Threads()));
        console.object(node(machine, memory.bytes()));
        return Exit.DONE;
    }

    private void row(String name, double f32, double bf16, String chosen) {
        console.print(String.format(Locale.ROOT, "%-12s %6.0f  %6.0f   %s", name, f32, bf16, chosen));
    }

    private static ObjectNode node(Machine machine, long memory) {
        var chosen = Precision.AUTO.arithmetic(machine.rates());
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("library", machine.library())
                .put("cuda", Device.CUDA.present())
                .put("memory", memory)
                .put("diskMegabytes", machine.diskMegabytes());
        machine.features().forEach(node.putArray("features")::add);
        var rates = machine.rates();
        var gflops = node.putObject("gflops");
        gflops.putObject("linear")
                .put("fp32", rates.linearF32())
                .put("bf16", rates.linearBf16())
                .put("chosen", chosen.linear().word());
        gflops.putObject("attention")
                .put("fp32", rates.attentionF32())
                .put("fp32AllThreads", rates.attentionF32Threads())
                .put("bf16", rates.attentionBf16())
                .put("chosen", chosen.attention().word());
        gflops.putObject("convolution")
                .put("fp32", rates.convolutionF32())
                .put("bf16", rates.convolutionBf16())
                .put("chosen", chosen.convolution().word());
        return node;
    }
}
