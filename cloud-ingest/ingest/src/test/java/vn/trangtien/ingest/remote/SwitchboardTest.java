package vn.trangtien.ingest.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.remote.Answer.Outcome;
import vn.trangtien.ingest.support.VirtualClock;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Reply;

class SwitchboardTest {

    private static final GatewayId BRIDGE = new GatewayId("hue", "bridge");
    private static final GatewayId SCHOOL = new GatewayId("hue", "school");
    private static final KuraPayload NOTHING = KuraPayload.builder().build();

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Switchboard board = new Switchboard(clock);

    @Test
    void twoAtATimeGoToOneGatewayAndAnotherOneDoesNotWaitForIt() {
        for (int i = 0; i < 3; i++) {
            enter(BRIDGE, Method.PUT);
        }
        enter(SCHOOL, Method.PUT);

        List<Call> due = board.due();

        assertThat(due).extracting(call -> call.gateway).containsExactlyInAnyOrder(BRIDGE, BRIDGE, SCHOOL);
        assertThat(board.due()).isEmpty();
        assertThat(board.answered(reply(due.get(0), 200))).isPresent();
        assertThat(board.due()).hasSize(1);
    }

    @Test
    void moreThanTheLineHoldsIsRefused() {
        for (int i = 0; i < Switchboard.WAITING; i++) {
            assertThat(board.enter(board.prepare(BRIDGE, ask(Method.GET)))).isTrue();
        }

        assertThat(board.enter(board.prepare(BRIDGE, ask(Method.GET)))).isFalse();
        assertThat(board.enter(board.prepare(SCHOOL, ask(Method.GET)))).isTrue();
    }

    @Test
    void nothingIsSentInTheFirstMomentAfterABirth() {
        board.born(BRIDGE);
        enter(BRIDGE, Method.GET);

        assertThat(board.due()).isEmpty();
        clock.pass(Switchboard.GRACE.minusMillis(1));
        assertThat(board.due()).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(board.due()).hasSize(1);
    }

    @Test
    void replyCountsOnceAndOnlyFromTheGatewayAndTheApplicationThatWereAsked() {
        Call call = sent(BRIDGE, Method.PUT);

        assertThat(board.answered(new Reply("hanoi", "city-cloud", "CONF-V2", call.id(), 200, NOTHING)))
                .as("another account")
                .isEmpty();
        assertThat(board.answered(new Reply("hue", "city-cloud", "CMD-V1", call.id(), 200, NOTHING)))
                .as("another application")
                .isEmpty();
        assertThat(board.answered(new Reply("hue", "city-cloud", "CONF-V2", "school~" + call.id(), 200, NOTHING)))
                .as("an id that was never issued")
                .isEmpty();
        assertThat(board.answered(reply(call, 409)))
                .hasValueSatisfying(ended -> assertThat(ended.answer().code()).hasValue(409));
        assertThat(board.answered(reply(call, 200))).as("a second reply").isEmpty();
    }

    @Test
    void requestThatChangesSomethingIsNeverSentTwice() {
        Call call = sent(BRIDGE, Method.PUT);
        clock.pass(Ask.TIMEOUT);

        assertThat(board.expire()).singleElement().satisfies(ended -> {
            assertThat(ended.answer().outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(ended.answer().attempts()).isEqualTo(1);
        });
        assertThat(board.due()).isEmpty();
        assertThat(board.answered(reply(call, 200))).as("a late reply").isEmpty();
    }

    @Test
    void requestThatReadsIsSentOnceMoreUnderAnotherId() {
        Call call = sent(BRIDGE, Method.GET);
        String first = call.id();
        clock.pass(Ask.TIMEOUT);

        assertThat(board.expire()).isEmpty();
        assertThat(board.due()).containsExactly(call);
        assertThat(call.id()).isNotEqualTo(first);
        assertThat(board.answered(new Reply("hue", "city-cloud", "CONF-V2", first, 200, NOTHING)))
                .as("the reply to the first attempt comes too late")
                .isEmpty();
        clock.pass(Ask.TIMEOUT);
        assertThat(board.expire())
                .singleElement()
                .satisfies(ended -> assertThat(ended.answer().attempts()).isEqualTo(2));
    }

    @Test
    void requestDoesNotWaitInTheLineForEver() {
        sent(BRIDGE, Method.PUT);
        sent(BRIDGE, Method.PUT);
        enter(BRIDGE, Method.PUT);
        clock.pass(Duration.ofSeconds(60));

        assertThat(board.expire())
                .hasSize(3)
                .allSatisfy(ended -> assertThat(ended.answer().outcome()).isEqualTo(Outcome.TIMED_OUT));
    }

    @Test
    void idsNameTheGatewayAndCannotBeGuessed() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(board.prepare(BRIDGE, ask(Method.GET)).id());
        }

        assertThat(ids).hasSize(1_000).allMatch(id -> id.matches("bridge~[0-9a-f]{32}"));
    }

    private Call sent(GatewayId gateway, Method method) {
        Call call = enter(gateway, method);
        assertThat(board.due()).containsExactly(call);
        return call;
    }

    private Call enter(GatewayId gateway, Method method) {
        Call call = board.prepare(gateway, ask(method));
        assertThat(board.enter(call)).isTrue();
        return call;
    }

    private static Ask ask(Method method) {
        return Ask.of("CONF-V2", method, "snapshots", NOTHING);
    }

    private static Reply reply(Call call, int code) {
        return new Reply("hue", "city-cloud", "CONF-V2", call.id(), code, NOTHING);
    }
}
