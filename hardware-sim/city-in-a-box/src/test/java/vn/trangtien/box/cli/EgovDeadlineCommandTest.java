package vn.trangtien.box.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EgovDeadlineCommandTest {

    @TempDir
    private Path folder;

    @Test
    void workingHoursAreReckonedAndExplainedInBothLanguages() {
        Cli.Result done = Cli.run("egov", "deadline", "--from", "2026-11-20T16:20", "--working-hours", "8");

        assertThat(done.exitCode()).isZero();
        assertThat(done.out().lines())
                .startsWith(
                        "8 giờ làm việc kể từ 20/11/2026 16:20 đến 23/11/2026 17:00, vì:",
                        "  - Tiếp nhận lúc 20/11/2026 16:20, sau 15:00, nên tính như nhận ngày 23/11/2026.")
                .contains("8 working hour(s) from 20/11/2026 16:20 end at 23/11/2026 17:00, because:");
    }

    @Test
    void programsGetJson() {
        Cli.Result done = Cli.run(
                "egov",
                "deadline",
                "--from",
                "2026-11-16T02:00:00Z",
                "--working-days",
                "10",
                "--pause",
                "2026-11-19T10:30/2026-11-30T09:00",
                "--unit",
                "H57.SXD",
                "--json");

        JsonNode answer = JsonMapper.shared().readTree(done.out());
        assertThat(answer.path("from").asString()).isEqualTo("2026-11-16T09:00+07:00");
        assertThat(answer.path("due").asString()).isEqualTo("2026-12-09T17:00+07:00");
        assertThat(answer.path("stopped").asBoolean()).isFalse();
        assertThat(answer.at("/en/steps").size()).isGreaterThan(4);
        assertThat(answer.at("/vi/result").asString()).startsWith("10 ngày làm việc kể từ 16/11/2026 09:00");
    }

    @Test
    void aClockThatStandsStillHasNoEnd() {
        Cli.Result done = Cli.run(
                "egov",
                "deadline",
                "--from",
                "2026-11-16T09:00",
                "--working-days",
                "10",
                "--pause",
                "2026-11-19T10:30",
                "--json");

        JsonNode answer = JsonMapper.shared().readTree(done.out());
        assertThat(answer.has("due")).isFalse();
        assertThat(answer.path("stopped").asBoolean()).isTrue();
    }

    @Test
    void aCalendarOfOnesOwnIsRead() throws IOException {
        Path own = Files.writeString(folder.resolve("own.yaml"), """
                version: 1
                about: one day
                cutOff: "16:30"
                listedYears: [2026]
                days:
                  - {date: "2026-11-23", kind: HOLIDAY, nameVi: Nghỉ, nameEn: off, source: test, confirmed: true}
                """);

        Cli.Result done = Cli.run(
                "egov", "deadline", "--from", "2026-11-20T16:20", "--working-days", "1", "--calendar", own.toString());

        assertThat(done.out()).contains("đến hết ngày 24/11/2026", "23/11/2026 nghỉ: Nghỉ (test)");
    }

    @Test
    void mistakesNameTheOptionAndTheRule() throws IOException {
        assertThat(refused(2, "--from", "yesterday", "--working-days", "1"))
                .contains("--from must be a time like 2026-11-20T16:20", "but was 'yesterday'");
        assertThat(refused(2, "--from", "2026-11-20T16:20")).contains("--working-days");
        assertThat(refused(2, "--from", "2026-11-20T16:20", "--working-days", "1", "--working-hours", "1"))
                .contains("mutually exclusive");
        assertThat(refused(2, "--from", "2026-11-20T16:20", "--working-hours", "0"))
                .contains("must be 1 to 2000");
        assertThat(refused(2, "--from", "2026-11-20T16:20", "--working-days", "1", "--unit", "000.00.00.H57"))
                .contains("it is another code of H57");
        assertThat(refused(2, "--from", "2026-11-20T16:20", "--working-days", "1", "--pause", "2026-11-19T00:00"))
                .contains("must begin after");
        assertThat(refused(3, "--from", "2026-11-20T16:20", "--working-days", "1", "--calendar", "/no/such.yaml"))
                .contains("Không dùng được lịch /no/such.yaml");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "version: 1\n\tabout: [");
        assertThat(refused(3, "--from", "2026-11-20T16:20", "--working-days", "1", "--calendar", broken.toString()))
                .contains("broken.yaml");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "version: 1\nabout: x\n");
        assertThat(refused(3, "--from", "2026-11-20T16:20", "--working-days", "1", "--calendar", empty.toString()))
                .contains("cutOff must be given");
    }

    private static String refused(int exitCode, String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of("egov", "deadline"));
        words.addAll(java.util.List.of(options));
        Cli.Result result = Cli.run(words.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        return result.err();
    }
}
