package vn.trangtien.sim.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.sim.fleet.Quirk.*;
import static vn.trangtien.sim.fleet.TwinStand.with;
import static vn.trangtien.sim.fleet.TwinStand.without;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.fleet.TwinStand.Wired;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;

/** How the twin answers, and when it does not. */
class RequestQuirksIT extends TwinStandBase {

    private static final String CLOCK = "org.eclipse.kura.clock.ClockService";

    @Test
    @Proves(SILENT_WITHOUT_REQUEST_ID)
    void aRequestWithoutItsIdIsNotAnswered() throws Exception {
        byte[] nameless = KuraCodec.encode(KuraPayload.builder()
                .metric("requester.client.id", TwinStand.CLOUD)
                .build());

        Wired talkative = stand.connected(without(SILENT_WITHOUT_REQUEST_ID));
        stand.send(talkative, "CONF-V1/GET/configurations", nameless);
        assertThat(code(await().until(() -> stand.reply("none"), Optional::isPresent)
                        .orElseThrow()))
                .isEqualTo(400);

        Wired stock = stand.connected(with());
        stand.send(stock, "CONF-V1/GET/configurations", nameless);
        stand.ask(stock, "CONF-V1/GET/configurations");
        assertThat(stock.tap().published("/REPLY/none")).isEmpty();
    }

    @Test
    @Proves({SILENT_WITHOUT_HANDLER, IGNORES_LIFECYCLE_ECHO})
    void anApplicationThatIsNotThereDoesNotAnswer() throws Exception {
        Wired stock = stand.connected(with());
        byte[] toNobody = KuraCodec.encode(TwinStand.asking("nobody").build());
        stand.send(stock, "NOT-V1/GET/x", toNobody);
        stand.send(stock, "MQTT/GET/x", toNobody);
        stand.ask(stock, "CONF-V1/GET/configurations");
        assertThat(stock.tap().published("/REPLY/nobody")).isEmpty();

        Wired talkative = stand.connected(without(SILENT_WITHOUT_HANDLER, IGNORES_LIFECYCLE_ECHO));
        assertThat(code(stand.ask(talkative, "NOT-V1/GET/x"))).isEqualTo(404);
        assertThat(code(stand.ask(talkative, "MQTT/GET/x"))).isEqualTo(404);

        Wired echoing = stand.connected(without(SILENT_WITHOUT_HANDLER));
        stand.send(echoing, "BA/GET/x", toNobody);
        assertThat(code(stand.ask(echoing, "NOT-V1/GET/x"))).isEqualTo(404);
        assertThat(echoing.tap().published("/REPLY/nobody")).isEmpty();
    }

    @Test
    @Proves(TWO_REQUEST_THREADS)
    void twoSlowRequestsKeepAllOthersWaiting() throws Exception {
        for (boolean two : new boolean[] {true, false}) {
            Wired wired = stand.connected(two ? with() : without(TWO_REQUEST_THREADS));
            var gate = new CountDownLatch(1);
            var busy = new CountDownLatch(2);
            wired.twin().install("SLOW-V1", request -> {
                busy.countDown();
                gate.await();
                return reply -> {};
            });
            String id = "behind-" + two;
            stand.send(
                    wired,
                    "SLOW-V1/GET/x",
                    KuraCodec.encode(TwinStand.asking("slow-1" + two).build()));
            stand.send(
                    wired,
                    "SLOW-V1/GET/x",
                    KuraCodec.encode(TwinStand.asking("slow-2" + two).build()));
            busy.await();
            stand.send(
                    wired,
                    "CONF-V1/GET/configurations",
                    KuraCodec.encode(TwinStand.asking(id).build()));

            if (two) {
                await().during(TwinStand.SECOND.multipliedBy(3))
                        .until(() -> stand.reply(id).isEmpty());
            } else {
                await().until(() -> stand.reply(id).isPresent());
            }
            gate.countDown();
            await().until(() -> stand.reply(id).isPresent());
        }
    }

    @Test
    @Proves(REPLY_AT_MOST_ONCE)
    void anAnswerMayGetLost() throws Exception {
        Wired stock = stand.connected(with());
        stand.ask(stock, "CONF-V1/GET/configurations");
        assertThat(stock.tap().published("/REPLY/").get(0).qos()).isZero();

        Wired careful = stand.connected(without(REPLY_AT_MOST_ONCE));
        stand.ask(careful, "CONF-V1/GET/configurations");
        assertThat(careful.tap().published("/REPLY/").get(0).qos()).isEqualTo(1);
    }

    @Test
    @Proves(FAILURE_WITHOUT_MESSAGE)
    void anUnexpectedFailureIsWordless() throws Exception {
        for (boolean mute : new boolean[] {true, false}) {
            Wired wired = stand.connected(mute ? with() : without(FAILURE_WITHOUT_MESSAGE));
            wired.twin().install("BAD-V1", request -> {
                throw new IllegalStateException("out of paper");
            });
            KuraPayload reply = stand.ask(wired, "BAD-V1/GET/x");
            assertThat(code(reply)).isEqualTo(500);
            assertThat(reply.text("response.exception.message"))
                    .isEqualTo(mute ? Optional.empty() : Optional.of("out of paper"));
        }
        assertThat(code(stand.ask(stand.connected(with()), "CONF-V1/STEAL/x"))).isEqualTo(400);
    }

    @Test
    @Proves(OK_BEFORE_APPLY)
    void twoHundredIsSaidBeforeAnythingIsApplied() throws Exception {
        Wired stock = stand.connected(with());
        assertThat(code(put(stock, change("esf", ConfigurationHandler.BROKEN_PID, ""))))
                .isEqualTo(200);
        assertThat(code(put(stock, change("esf", CLOCK, "")))).isEqualTo(200);
        await().until(() -> configuration(stock).contains("<esf:value>new</esf:value>"));

        Wired honest = stand.connected(without(OK_BEFORE_APPLY));
        assertThat(code(put(honest, change("esf", ConfigurationHandler.BROKEN_PID, ""))))
                .isEqualTo(500);
        assertThat(code(put(honest, change("esf", CLOCK, "")))).isEqualTo(200);
        assertThat(configuration(honest)).contains("<esf:value>new</esf:value>");
    }

    @Test
    @Proves(LITERAL_ESF_PREFIX)
    void thePrefixMustBeTheTextItself() throws Exception {
        Wired stock = stand.connected(with());
        assertThat(code(put(stock, change("ns2", CLOCK, "")))).isEqualTo(200);
        await().during(TwinStand.SECOND.multipliedBy(3))
                .until(() -> !configuration(stock).contains(">new<"));

        Wired reading = stand.connected(without(LITERAL_ESF_PREFIX));
        put(reading, change("ns2", CLOCK, ""));
        await().until(() -> configuration(reading).contains(">new<"));
    }

    @Test
    @Proves(OCD_LAST_FAILS)
    void aDefinitionBelongsBeforeTheProperties() throws Exception {
        String last = "<ocd:OCD id=\"x\"/>";
        assertThat(code(put(stand.connected(with()), change("esf", CLOCK, last))))
                .isEqualTo(500);
        assertThat(code(put(stand.connected(without(OCD_LAST_FAILS)), change("esf", CLOCK, last))))
                .isEqualTo(200);
    }

    @Test
    @Proves(UNKNOWN_PID_IS_EMPTY)
    void anUnknownComponentIsAnEmptyList() throws Exception {
        KuraPayload reply = stand.ask(stand.connected(with()), "CONF-V1/GET/configurations/nobody");
        assertThat(code(reply)).isEqualTo(200);
        assertThat(body(reply)).contains("esf:configurations").doesNotContain("esf:configuration ");

        assertThat(code(stand.ask(stand.connected(without(UNKNOWN_PID_IS_EMPTY)), "CONF-V1/GET/configurations/nobody")))
                .isEqualTo(404);
    }

    @Test
    @Proves({COMMANDS_DISABLED, EMPTY_ARGUMENT_ENDS})
    void commandsAreOffAndForgetWhatFollowsAnEmptyArgument() throws Exception {
        KuraPayload command = KuraPayload.builder()
                .metric("command.command", "ls")
                .metric("command.argument0", "")
                .metric("command.argument1", "-l")
                .build();

        assertThat(code(stand.ask(stand.connected(with()), "CMD-V1/EXEC/command", command)))
                .isEqualTo(500);
        assertThat(stand.ask(stand.connected(without(COMMANDS_DISABLED)), "CMD-V1/EXEC/command", command)
                        .text("command.stdout"))
                .hasValue("ls");
        assertThat(stand.ask(
                                stand.connected(without(COMMANDS_DISABLED, EMPTY_ARGUMENT_ENDS)),
                                "CMD-V1/EXEC/command",
                                command)
                        .text("command.stdout"))
                .hasValue("ls  -l");
    }

    @Test
    @Proves({JOB_ID_AS_IN_CODE, REPLY_AT_MOST_ONCE})
    void progressIsNamedAsInTheCode() throws Exception {
        Wired stock = stand.connected(with());
        assertThat(code(stand.ask(
                        stock, "DEPLOY-V2/EXEC/download", download("job.id").build())))
                .isEqualTo(200);
        String notified = "/NOTIFY/" + stock.clientId() + "/download";
        await().until(() -> stock.tap().published(notified).size() == 2);
        KuraPayload done = stock.tap().published(notified).get(1).decoded();
        assertThat(stock.tap().published(notified).get(1).qos()).isZero();
        assertThat(done.int64("job.id")).hasValue(7);
        assertThat(done.text("dp.download.status")).hasValue("COMPLETED");
        assertThat(stand.ask(stock, "DEPLOY-V2/GET/download").text("dp.download.status"))
                .hasValue("ALREADY DONE");

        Wired documented = stand.connected(without(JOB_ID_AS_IN_CODE));
        assertThat(code(stand.ask(
                        documented,
                        "DEPLOY-V2/EXEC/download",
                        download("dp.job.id").build())))
                .isEqualTo(200);
        assertThat(stand.ask(documented, "DEPLOY-V2/GET/download").text("dp.http.transfer.status"))
                .hasValue("IN_PROGRESS");
    }

    @Test
    @Proves({SYSTEM_UPDATE_MANDATORY, ONE_DOWNLOAD_AT_A_TIME})
    void downloadsComeOneAtATimeAndFullyDescribed() throws Exception {
        KuraPayload all = download("job.id").build();
        KuraPayload some = KuraPayload.builder()
                .metric("dp.uri", "http://x")
                .metric("dp.name", "x")
                .metric("dp.version", "1")
                .metric("dp.download.protocol", "HTTP")
                .metric("job.id", 7L)
                .build();

        Wired stock = stand.twin(with(), settings -> settings.withSecond(Duration.ofSeconds(10)));
        stock.twin().connect();
        assertThat(code(stand.ask(stock, "DEPLOY-V2/EXEC/download", some))).isEqualTo(400);
        stand.ask(stock, "DEPLOY-V2/EXEC/download", all);
        KuraPayload second = stand.ask(stock, "DEPLOY-V2/EXEC/download", all);
        assertThat(code(second)).isEqualTo(500);
        assertThat(second.text("download.status")).hasValue("IN_PROGRESS");

        Wired other = stand.connected(without(SYSTEM_UPDATE_MANDATORY, ONE_DOWNLOAD_AT_A_TIME));
        assertThat(code(stand.ask(other, "DEPLOY-V2/EXEC/download", some))).isEqualTo(200);
        assertThat(code(stand.ask(other, "DEPLOY-V2/EXEC/download", all))).isEqualTo(200);
    }

    private static KuraPayload.Builder download(String idName) {
        return KuraPayload.builder()
                .metric("dp.uri", "http://x")
                .metric("dp.name", "x")
                .metric("dp.version", "1")
                .metric("dp.download.protocol", "HTTP")
                .metric("dp.install.system.update", false)
                .metric(idName, 7L);
    }

    private KuraPayload put(Wired wired, String xml) throws Exception {
        return stand.ask(
                wired,
                "CONF-V1/PUT/configurations",
                KuraPayload.builder().body(xml.getBytes(UTF_8)).build());
    }

    private static String change(String prefix, String pid, String after) {
        return """
                <?xml version="1.0"?>
                <%1$s:configurations xmlns:%1$s="http://eurotech.com/esf/2.0" xmlns:ocd="http://www.osgi.org/xmlns/metatype/v1.2.0">
                <%1$s:configuration pid="%2$s"><%1$s:properties>
                <%1$s:property array="false" encrypted="false" name="server" type="String"><%1$s:value>new</%1$s:value></%1$s:property>
                </%1$s:properties>%3$s</%1$s:configuration></%1$s:configurations>""".formatted(prefix, pid, after);
    }

    private String configuration(Wired wired) throws Exception {
        return body(stand.ask(wired, "CONF-V1/GET/configurations/" + CLOCK));
    }

    private static String body(KuraPayload reply) {
        return new String(reply.body().orElseThrow(), UTF_8);
    }

    private static int code(KuraPayload reply) {
        return (int) reply.metrics().get("response.code").asNumber().orElseThrow();
    }
}
