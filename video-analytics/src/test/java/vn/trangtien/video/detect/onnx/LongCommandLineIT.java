package vn.trangtien.video.detect.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.detect.DetectorException;

/** The library itself ends a process with a long command line; ours says so instead. */
class LongCommandLineIT {

    /** What the child runs. */
    public static final class Child {
        public static void main(String[] arguments) {
            try {
                System.out.println("loaded " + OnnxLibrary.environment().getVersion());
            } catch (DetectorException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aLongCommandLineIsAnErrorAndNotACrash() throws Exception {
        assertThat(child("-Dlong=" + "a".repeat(5_000))).contains("the command line of this process has");
    }

    @Test
    void aLongClassPathInAVariableIsNoProblem() throws Exception {
        assertThat(child("-Dshort=a")).startsWith("loaded 1.");
    }

    /** What a gateway hands to its video process when its folders lie deep. */
    @Test
    void threeLongPathsAreAnErrorAndNotACrash() throws Exception {
        String deep = "/" + "folder/".repeat(143);

        assertThat(child(
                        "-Dorg.bytedeco.javacpp.cachedir=" + deep,
                        "-Dtrangtien.models.bundled=" + deep,
                        "-Dlogback.configurationFile=" + deep,
                        "-Dfilled.up.as.by.the.other.options=" + "x".repeat(450)))
                .contains("the command line of this process has", "ends a process with more than");
    }

    private static String child(String... options) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(List.of(options));
        command.add(Child.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path") + ":" + "x/".repeat(5_000));
        Process child = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        return said;
    }
}
