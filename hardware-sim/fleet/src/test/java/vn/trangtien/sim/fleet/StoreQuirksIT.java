package vn.trangtien.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.sim.fleet.Quirk.*;
import static vn.trangtien.sim.fleet.TwinStand.with;
import static vn.trangtien.sim.fleet.TwinStand.without;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.fleet.TwinStand.Wired;
import vn.trangtien.wire.KuraPayload;

/** What the twin's store does with messages, each fate counted. */
class StoreQuirksIT extends TwinStandBase {

    private static final KuraPayload EMPTY =
            KuraPayload.builder().timestampMs(1).build();

    @Test
    @Proves(ONE_MESSAGE_A_SECOND)
    void oneMessageASecondHoweverManyThereAre() throws IOException {
        Wired stock = stand.twin(with(), settings -> settings.withSecond(Duration.ofMillis(500)));
        stock.twin().connect();
        offer(stock, 5, 5);
        await().during(Duration.ofMillis(400)).until(() -> data(stock).size() <= 4);
        await().until(() -> data(stock).size() == 5);

        Wired quick = stand.connected(without(ONE_MESSAGE_A_SECOND));
        offer(quick, 200, 5);
        await().until(() -> data(quick).size() == 200);
        offer(stock, 3, 4);
        await().until(() -> data(stock).size() == 8);
    }

    @Test
    @Proves(PRIORITIES)
    void whatMattersMoreGoesFirst() throws IOException {
        for (boolean ranked : new boolean[] {true, false}) {
            Wired wired =
                    stand.twin(ranked ? without(ONE_MESSAGE_A_SECOND) : without(ONE_MESSAGE_A_SECOND, PRIORITIES));
            for (int priority : new int[] {7, 5, 2, 5}) {
                wired.twin().publish("W1", "p" + priority, EMPTY, 1, priority);
            }
            wired.twin().connect();
            await().until(() -> data(wired).size() == 4);
            assertThat(data(wired).stream().map(topic -> topic.substring(topic.length() - 1)))
                    .containsExactly(ranked ? new String[] {"2", "5", "5", "7"} : new String[] {"7", "5", "2", "5"});
        }
    }

    @Test
    @Proves(WINDOW_OF_NINE)
    void nineMessagesAreInFlightAtMost() throws IOException {
        for (boolean nine : new boolean[] {true, false}) {
            Wired wired = stand.connected(
                    nine ? without(ONE_MESSAGE_A_SECOND) : without(ONE_MESSAGE_A_SECOND, WINDOW_OF_NINE));
            wired.tap().hold();
            offer(wired, 20, 2);
            await().until(() -> data(wired).size() == (nine ? 9 : 20));
            await().during(TwinStand.SECOND.multipliedBy(2))
                    .until(() -> data(wired).size() == (nine ? 9 : 20));
            wired.tap().release();
            await().until(() -> wired.twin().account().delivered() == 20);
        }
    }

    @Test
    @Proves({DUPLICATES_AFTER_RECONNECT, LOST_ACK_STUCK})
    void withoutAcknowledgementsItFallsSilentUntilItReconnects() throws IOException {
        Set<Quirk> quirks = without(ONE_MESSAGE_A_SECOND);
        quirks.add(LOST_ACK_STUCK);
        Wired stuck = stand.connected(quirks);
        offer(stuck, 12, 5);
        await().until(() -> data(stuck).size() == 9);
        await().during(TwinStand.SECOND.multipliedBy(3)).until(() -> data(stuck).size() == 9);
        assertThat(stuck.twin().isConnected()).isTrue();

        stuck.twin().breakLine();

        await().until(() -> data(stuck).size() == 18);
        assertThat(payloads(stuck).subList(9, 18)).isEqualTo(payloads(stuck).subList(0, 9));
        assertThat(stuck.twin().account().isConserved()).isTrue();
    }

    @Test
    @Proves({DUPLICATES_AFTER_RECONNECT, LOST_ACK_STUCK})
    void whatIsNotSentAgainIsDroppedAndCounted() throws IOException {
        Wired wired = stand.connected(without(ONE_MESSAGE_A_SECOND, DUPLICATES_AFTER_RECONNECT));
        wired.twin().loseAcknowledgements(3);
        offer(wired, 10, 5);
        await().until(() -> wired.twin().account().delivered() == 7);

        wired.twin().breakLine();
        // Offered earlier it could still leave by the broken line, and be dropped as well.
        await().until(() -> wired.twin().account().dropped() == 3);
        offer(wired, 1, 5);

        await().until(() -> wired.twin().account().delivered() == 8);
        assertThat(data(wired)).hasSize(11);
        assertThat(wired.twin().account()).isEqualTo(new StoreAccount(11, 0, 0, 3, 8, 0));
    }

    @Test
    @Proves({REFUSES_NEWEST_WHEN_FULL, STORE_COUNTS_DELIVERED})
    void deliveredMessagesFillTheStore() throws IOException {
        Wired stock = stand.twin(without(ONE_MESSAGE_A_SECOND), settings -> settings.withCapacity(10));
        stock.twin().connect();
        offer(stock, 10, 5);
        await().until(() -> stock.twin().account().delivered() == 10);

        assertThat(stock.twin().publish("W1", "more", EMPTY, 1, 5)).isFalse();
        assertThat(stock.twin().publish("W1", "reply", EMPTY, 1, 1)).isTrue();
        stock.twin().housekeep();
        assertThat(stock.twin().publish("W1", "more", EMPTY, 1, 5)).isTrue();
        await().until(() -> stock.twin().account().pending() == 0);
        assertThat(stock.twin().account()).isEqualTo(new StoreAccount(13, 1, 0, 0, 12, 0));

        Wired counting = stand.twin(
                without(ONE_MESSAGE_A_SECOND, STORE_COUNTS_DELIVERED), settings -> settings.withCapacity(10));
        counting.twin().connect();
        offer(counting, 10, 5);
        await().until(() -> counting.twin().account().delivered() == 10);
        assertThat(counting.twin().publish("W1", "more", EMPTY, 1, 5)).isTrue();
    }

    @Test
    @Proves(REFUSES_NEWEST_WHEN_FULL)
    void theOldestOfTheLowestRankMayMakeRoom() throws IOException {
        Wired wired = stand.twin(
                without(ONE_MESSAGE_A_SECOND, REFUSES_NEWEST_WHEN_FULL), settings -> settings.withCapacity(3));
        for (String topic : List.of("a7", "b5", "c7", "d5")) {
            assertThat(wired.twin().publish("W1", topic, EMPTY, 1, topic.charAt(1) - '0'))
                    .isTrue();
        }
        wired.twin().connect();
        await().until(() -> data(wired).size() == 3);
        assertThat(data(wired).stream().map(topic -> topic.substring(topic.length() - 2)))
                .containsExactly("b5", "d5", "c7");
        // On the wire they are before they are acknowledged.
        await().until(() -> wired.twin().account().pending() == 0);
        assertThat(wired.twin().account()).isEqualTo(new StoreAccount(4, 0, 1, 0, 3, 0));
    }

    @Test
    @Proves(ENCODED_WHEN_STORED)
    void aMessageIsAsOldAsItsStoring() throws IOException {
        for (boolean early : new boolean[] {true, false}) {
            Wired wired = stand.twin(early ? with() : without(ENCODED_WHEN_STORED));
            wired.twin().publish(TwinReading.of("river", "level", 2.5, "m", 1));
            long stored = System.currentTimeMillis();
            await().until(() -> System.currentTimeMillis() > stored);
            wired.twin().connect();
            await().until(() -> !wired.tap().published("/W1/").isEmpty());
            long stamped =
                    wired.tap().published("/W1/").get(0).decoded().timestampMs().orElseThrow();
            assertThat(stamped <= stored).isEqualTo(early);
        }
    }

    private static void offer(Wired wired, int count, int priority) {
        IntStream.range(0, count)
                .forEach(i -> wired.twin()
                        .publish(
                                "W1",
                                "m" + i,
                                KuraPayload.builder().metric("i", i).build(),
                                1,
                                priority));
    }

    private static List<String> data(Wired wired) {
        return wired.tap().published("/W1/").stream().map(Tap.Packet::topic).toList();
    }

    private static List<String> payloads(Wired wired) {
        return wired.tap().published("/W1/").stream()
                .map(packet -> packet.topic() + HexFormat.of().formatHex(packet.payload()))
                .toList();
    }
}
