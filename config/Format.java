import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks (mode {@code check}) or mends (mode {@code apply}) the format of every Java file of the project. */
public final class Format {
    private Format() {}

    public static void main(String[] arguments) throws Exception {
        var apply = arguments[0].equals("apply");
        var formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        var wrong = 0;
        for (var file : javaFiles(Path.of(""))) {
            var source = Files.readString(file);
            var formatted = formatter.formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                continue;
            }
            wrong++;
            if (apply) {
                Files.writeString(file, formatted);
            }
            System.err.println((apply ? "formatted " : "not formatted: ") + file);
        }
        if (wrong > 0 && !apply) {
            System.err.println("Mend it with: mvn -N process-sources -Dformat.mode=apply");
            System.exit(1);
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (var paths = Files.walk(root.toAbsolutePath())) {
            return paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
