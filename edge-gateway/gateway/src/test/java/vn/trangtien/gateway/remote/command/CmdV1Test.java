package vn.trangtien.gateway.remote.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.gateway.config.RemotePolicy.Commands;
import vn.trangtien.gateway.remote.Answer;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;

class CmdV1Test {

    private static final Commands ALLOWED = new Commands(
            true,
            List.of("/bin/echo", "/usr/bin/env", "/bin/sleep", "/bin/false", "/usr/bin/head"),
            Duration.ofSeconds(20));

    @Test
    void anAllowedProgramRunsWithItsArgumentsAsTheyAre() throws Exception {
        Answer answer = run(command("/bin/echo")
                .metric("command.argument0", "a b; rm -rf /")
                .metric("command.argument1", "$(id)")
                .metric("command.argument3", "after a gap"));

        assertThat(answer.code().code()).isEqualTo(200);
        assertThat(answer.payload().text("command.stdout")).hasValue("a b; rm -rf / $(id)\n");
        assertThat(answer.payload().metrics().get("command.exit.code")).isEqualTo(MetricValue.of(0));
        assertThat(answer.payload().bool("command.timedout")).hasValue(false);
    }

    @Test
    void theEnvironmentHoldsNothingOfTheGateway() throws Exception {
        Answer answer = run(command("/usr/bin/env").metric("command.environment.pair0", "A=1"));

        assertThat(answer.payload().text("command.stdout").orElseThrow().split("\n"))
                .containsExactlyInAnyOrder("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "A=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LD_PRELOAD=/tmp/x.so", "BASH_FUNC_ls%%=() { id; }", "BASH_ENV=/tmp/x", "PATH=/tmp"})
    void theEnvironmentBringsNoOtherProgramIn(String pair) {
        assertThatThrownBy(() -> run(command("/usr/bin/env").metric("command.environment.pair0", pair)))
                .isInstanceOf(RequestFailed.class)
                .hasMessageContaining("must not set");
    }

    @Test
    void anExitCodeOtherThanZeroIsAnError() throws Exception {
        Answer answer = run(command("/bin/false"));

        assertThat(answer.code().code()).isEqualTo(500);
        assertThat(answer.payload().metrics().get("command.exit.code")).isEqualTo(MetricValue.of(1));
    }

    @Test
    void aProgramThatTakesTooLongIsEnded() throws Exception {
        Answer answer =
                run(command("/bin/sleep").metric("command.argument0", "60").metric("command.timeout", 1));

        assertThat(answer.code().code()).isEqualTo(500);
        assertThat(answer.payload().bool("command.timedout")).hasValue(true);
        assertThat(answer.payload().metrics()).doesNotContainKey("command.exit.code");
    }

    @Test
    void onlyTheBeginningOfMuchOutputIsKept() throws Exception {
        Answer answer = run(command("/usr/bin/head")
                .metric("command.argument0", "-c")
                .metric("command.argument1", "1000000")
                .metric("command.argument2", "/dev/zero"));

        assertThat(answer.code().code()).isEqualTo(200);
        assertThat(answer.payload().text("command.stdout").orElseThrow())
                .hasSizeBetween(64 << 10, (64 << 10) + 100)
                .endsWith("kept]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "echo", "/bin/../bin/echo", "/bin/echo ", ""})
    void whatIsNotListedIsRefused(String program) {
        assertThatThrownBy(() -> run(command(program))).isInstanceOf(RequestFailed.class);
    }

    @Test
    void nothingRunsWhereCommandsAreOff() {
        var off = new CmdV1(() -> new Commands(false, List.of("/bin/echo"), Duration.ofSeconds(1)), "gw");

        assertThatThrownBy(() -> off.handle(request(command("/bin/echo").build())))
                .hasMessageContaining("remote.commands.enabled")
                .isInstanceOfSatisfying(
                        RequestFailed.class,
                        failed -> assertThat(failed.code().code()).isEqualTo(500));
    }

    @Test
    void whatIsNotSupportedIsSaidAndNotHalfDone() {
        assertThatThrownBy(() -> run(command("/bin/echo").body(new byte[] {1}))).hasMessageContaining("unpacked");
        assertThatThrownBy(() -> run(command("/bin/echo").metric("command.run.async", true)))
                .hasMessageContaining("async");
        assertThatThrownBy(() -> run(command("/bin/echo").metric("command.working.directory", "tmp")))
                .hasMessageContaining("absolute");
    }

    private static KuraPayload.Builder command(String program) {
        return KuraPayload.builder().metric("command.command", program);
    }

    private static Answer run(KuraPayload.Builder payload) throws Exception {
        return new CmdV1(() -> ALLOWED, "gw").handle(request(payload.build()));
    }

    private static Request request(KuraPayload payload) {
        return new Request("hue", "gw", "CMD-V1", Method.EXEC, List.of("command"), "1", "city-cloud", payload);
    }
}
