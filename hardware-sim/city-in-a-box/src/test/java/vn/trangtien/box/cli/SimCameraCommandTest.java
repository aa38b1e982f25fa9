package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimCameraCommandTest {

    @TempDir
    Path folder;

    @Test
    void servesTheH265StreetForASecondAndWritesItsTruth() throws IOException {
        Path truth = folder.resolve("truth.json");
        Path password = Files.writeString(folder.resolve("password"), "bí mật\n");

        Cli.Result result = Cli.run(
                "sim",
                "camera",
                "--codec",
                "h265",
                "--size",
                "160x90",
                "--user",
                "quan-tri",
                "--password-file",
                password.toString(),
                "--fault",
                "loss=1",
                "--truth",
                truth.toString(),
                "--for",
                "100ms");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("rtsp://127.0.0.1:").doesNotContain("bí mật");
        assertThat(Files.readString(truth)).contains("\"scene\":\"street\"", "\"crossings\":[{");
    }

    @ParameterizedTest
    @CsvSource({
        "--scene, stret, 'street, square'",
        "--codec, h266, h264",
        "--fault, los, freeze",
        "--size, large, 640x360",
        "--user, somebody, --password-file",
    })
    void nonsenseIsAUsageError(String option, String value, String help) {
        Cli.Result result = Cli.run("sim", "camera", option, value, "--for", "1ms");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(help);
    }

    @ParameterizedTest
    @CsvSource({"--file, /nowhere/film.mp4", "--password-file, /nowhere/password"})
    void whatCannotBeReadIsNoUsageError(String option, String value) {
        String[] line = option.equals("--file")
                ? new String[] {"sim", "camera", option, value}
                : new String[] {"sim", "camera", "--user", "u", option, value};
        Cli.Result result = Cli.run(line);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains(value);
    }
}
