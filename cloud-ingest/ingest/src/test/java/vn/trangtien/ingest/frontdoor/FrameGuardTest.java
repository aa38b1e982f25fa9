package vn.trangtien.ingest.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FrameGuardTest {

    private static final int MAX = 1_000;
    private static final byte PUBLISH = 0x32;
    private static final FrontDoorProperties PROPERTIES = new FrontDoorProperties(
            500, 1_000, 60, 100, Duration.ofSeconds(10), Duration.ofSeconds(30), 10, 65_536, 100);

    private final AtomicLong nanos = new AtomicLong(5);
    private final List<String> objections = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameGuard(
            MAX,
            PROPERTIES,
            nanos::get,
            (limit, value, most) -> objections.add(limit.word() + " " + value + ">" + most)));

    @Test
    void quarterOfAGibibyteIsRefusedAtItsAnnouncement() {
        boolean isPassedOn = channel.writeInbound(bytes(PUBLISH, 0xFF, 0xFF, 0xFF, 0x7F));

        assertThat(objections).containsExactly("packet-size 268435455>1000");
        assertThat(isPassedOn).isFalse();
        assertThat(channel.writeInbound(bytes(1, 2, 3))).as("what comes after").isFalse();
    }

    @Test
    void announcementInPiecesIsUnderstood() {
        for (int digit : new int[] {PUBLISH, 0xE9}) {
            channel.writeInbound(bytes(digit));
        }
        assertThat(objections).isEmpty();

        channel.writeInbound(bytes(0x07));

        assertThat(objections).containsExactly("packet-size 1001>1000");
    }

    @Test
    void packetsOfAllSizesPassHoweverTheyAreCut() {
        var random = new Random(4711);
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 500; i++) {
            int length = random.nextInt(0, MAX + 1);
            stream.writeByte(PUBLISH);
            if (length < 128) {
                stream.writeByte(length);
            } else {
                stream.writeByte(length % 128 | 0x80).writeByte(length / 128);
            }
            for (int j = 0; j < length; j++) {
                // Whatever is in a packet must not be taken for a header.
                stream.writeByte(0xFF);
            }
        }
        int all = stream.readableBytes();
        while (stream.isReadable()) {
            channel.writeInbound(stream.readBytes(Math.min(stream.readableBytes(), random.nextInt(1, 300))));
        }

        assertThat(objections).isEmpty();
        int passed = channel.inboundMessages().stream()
                .mapToInt(each -> ((ByteBuf) each).readableBytes())
                .sum();
        assertThat(passed).isEqualTo(all);
    }

    @Test
    void byteNowAndThenIsNotWaitedForForEver() {
        channel.writeInbound(bytes(PUBLISH, 0xC8, 0x01));
        for (int second = 0; second < 60 && objections.isEmpty(); second++) {
            pass(Duration.ofSeconds(1));
            channel.writeInbound(bytes(1));
        }

        assertThat(objections).hasSize(1).allMatch(why -> why.matches("packet-slow [01]>10"));
    }

    @Test
    void slowLineThatDeliversIsWaitedFor() {
        channel.writeInbound(bytes(PUBLISH, 0xE8, 0x07));
        for (int second = 0; second < 50; second++) {
            pass(Duration.ofSeconds(1));
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[20]));
        }
        pass(Duration.ofHours(1));

        assertThat(objections).isEmpty();
    }

    @Test
    void idleConnectionBetweenPacketsIsLeftInPeace() {
        channel.writeInbound(bytes(PUBLISH, 2, 1, 2));
        pass(Duration.ofHours(10));
        channel.writeInbound(bytes(PUBLISH, 2, 1, 2));
        pass(Duration.ofHours(10));

        assertThat(objections).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private static ByteBuf bytes(int... values) {
        ByteBuf buffer = Unpooled.buffer();
        for (int value : values) {
            buffer.writeByte(value);
        }
        return buffer;
    }
}
