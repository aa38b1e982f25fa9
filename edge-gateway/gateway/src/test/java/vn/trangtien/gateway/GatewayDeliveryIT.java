package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.gateway.spool.SpoolCounters;

/** Whole gateways against a real broker, through a line that fails: nothing is lost, nothing changes places or is counted anew. */
class GatewayDeliveryIT extends GatewayFixture {

    @Test
    void aCutOfTheLineLosesNothingAndKeepsTheOrder() throws Exception {
        Gateway gateway = gateway("cut", usual());
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("cut").size() >= 5);

        line.cut();
        await().atMost(PATIENCE).until(() -> gateway.status().link().state() == State.WAITING);
        long read = counter.get();
        await().atMost(PATIENCE).until(() -> counter.get() > read + 60);
        assertThat(gateway.status().spool().depth()).isGreaterThanOrEqualTo(50);
        line.restore();
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() < 3);
        gateway.close();
        awaitHeard("cut", gateway);

        SpoolCounters counters = gateway.status().spool();
        assertThat(counters.evicted() + counters.rejected() + gateway.status().lost())
                .isZero();
        List<Long> seqs = uniqueSeqs("cut");
        assertThat(seqs).as("in order and without a gap").containsExactlyElementsOf(upTo(seqs.size()));
        assertThat((long) seqs.size()).isGreaterThanOrEqualTo(counters.delivered());
        assertThat(values("cut")).isSorted();
        assertThat(lifecycle("cut", "LWT")).as("the broker missed it").isNotEmpty();
        assertThat(lifecycle("cut", "BIRTH").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void lostAcknowledgementsMeanTheSameMessagesUnderTheSameNumbers() throws Exception {
        Gateway gateway = gateway("puback", impatient());
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("puback").size() >= 5);

        line.loseAnswers();
        await().atMost(PATIENCE).until(() -> gateway.status().link().lastError().contains("no acknowledgement"));
        line.answerAgain();
        await().atMost(PATIENCE).until(() -> gateway.status().link().connects() >= 2);
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() < 3);
        gateway.close();
        awaitHeard("puback", gateway);

        List<Heard> all = everything("puback");
        List<Long> unique = uniqueSeqs("puback");
        assertThat(all.size()).as("some came twice").isGreaterThan(unique.size());
        assertThat(unique).containsExactlyElementsOf(upTo(unique.size()));
        for (Heard one : all) {
            assertThat(all.stream().filter(other -> other.seq() == one.seq()))
                    .allSatisfy(other -> assertThat(other.payload()).isEqualTo(one.payload()));
        }
    }

    @Test
    void aRestartedGatewayDeliversWhatItHadKept() throws Exception {
        line.cut();
        Gateway first = gateway("restart", usual());
        first.start();
        await().atMost(PATIENCE).until(() -> first.status().spool().depth() >= 20);
        first.close();
        long kept = first.status().spool().depth();
        assertThat(telemetry("restart")).isEmpty();

        line.restore();
        Gateway second = gateway("restart", usual());
        second.start();
        await().atMost(PATIENCE).until(() -> second.status().spool().delivered() >= kept + 5);
        second.close();
        awaitHeard("restart", second);

        List<Long> seqs = uniqueSeqs("restart");
        assertThat(seqs).containsExactlyElementsOf(upTo(seqs.size()));
    }

    @Test
    void rainGoesOnWhereItWasWhenTheGatewayIsRestarted() throws Exception {
        Gateway first = gateway("rainy", usual());
        first.start();
        await().atMost(PATIENCE).until(() -> rain("rainy").size() >= 10);
        first.close();
        double before =
                rain("rainy").stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int heard = rain("rainy").size();

        Gateway second = gateway("rainy", usual());
        second.start();
        await().atMost(PATIENCE).until(() -> rain("rainy").size() >= heard + 10);
        second.close();

        assertThat(rain("rainy").subList(heard, heard + 10))
                .as("the bucket itself began at 0 again")
                .isSorted()
                .allSatisfy(total -> assertThat(total).isGreaterThanOrEqualTo(before));
        assertThat(rain("rainy").get(heard)).isLessThanOrEqualTo(before + 50);
    }

    private static LinkSettings impatient() {
        return settings(Duration.ofSeconds(1));
    }

    /** Values of the counting device in the order of their first arrival. */
    private static List<Double> values(String id) {
        Set<Long> seen = new LinkedHashSet<>();
        return telemetry(id).stream()
                .filter(heard -> seen.add(heard.seq()))
                .map(heard -> channels(heard).get(0).value().orElseThrow())
                .toList();
    }

    private static List<Double> rain(String id) {
        Set<Long> seen = new LinkedHashSet<>();
        return broker.heard("hue/" + id + "/W1/A1/rain").stream()
                .filter(heard -> seen.add(heard.seq()))
                .map(heard -> channels(heard).get(0).value().orElseThrow())
                .toList();
    }

    /** The broker has taken what it acknowledged, but whoever listens there hears it a little later. */
    private static void awaitHeard(String id, Gateway gateway) {
        await().atMost(PATIENCE)
                .until(() -> uniqueSeqs(id).size() >= gateway.status().spool().delivered());
    }

    /** Numbers of everything a gateway put into its spool, in the order of their first arrival. */
    private static List<Long> uniqueSeqs(String id) {
        return everything(id).stream().map(Heard::seq).distinct().toList();
    }

    private static List<Heard> everything(String id) {
        return broker.heard().stream()
                .filter(heard -> heard.topic().startsWith("hue/" + id + "/"))
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
