package vn.trangtien.ingest.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AckQueueTest {

    private static final byte SUCCESS = 0;
    private static final byte NOT_AUTHORIZED = (byte) 0x87;

    private final AckQueue queue = new AckQueue();
    private final List<String> written = new ArrayList<>();

    @Test
    void laterMessageWaitsForTheEarlierOne() {
        AckQueue.Place first = queue.add(1);
        AckQueue.Place second = queue.add(2);

        second.settle(SUCCESS);
        drain();
        assertThat(written).isEmpty();

        first.settle(SUCCESS);
        drain();
        assertThat(written).containsExactly("1:0", "2:0");
    }

    @Test
    void brokersAcknowledgementTakesItsPlaceInTheOrder() {
        AckQueue.Place first = queue.add(1);
        queue.addForBroker(2);
        AckQueue.Place third = queue.add(3);
        third.settle(NOT_AUTHORIZED);

        assertThat(queue.settleForBroker(2, SUCCESS)).isTrue();
        drain();
        assertThat(written).isEmpty();

        first.settle(SUCCESS);
        drain();
        assertThat(written).containsExactly("1:0", "2:0", "3:-121");
    }

    @Test
    void whatTheBrokerAcknowledgesForOthersIsNotOurs() {
        queue.add(1);

        assertThat(queue.settleForBroker(1, SUCCESS)).isFalse();
    }

    @Test
    void inWhateverOrderKafkaAnswersTheDeviceHearsItsOwnOrder() {
        var random = new Random(20_260_101);
        for (int round = 0; round < 200; round++) {
            written.clear();
            int messages = random.nextInt(1, 60);
            List<Runnable> answers = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int id = 1; id <= messages; id++) {
                int packetId = id;
                if (random.nextBoolean()) {
                    AckQueue.Place place = queue.add(id);
                    answers.add(() -> place.settle(SUCCESS));
                } else {
                    queue.addForBroker(id);
                    answers.add(() ->
                            assertThat(queue.settleForBroker(packetId, SUCCESS)).isTrue());
                }
                expected.add(id + ":0");
            }
            Collections.shuffle(answers, random);

            answers.forEach(answer -> {
                answer.run();
                drain();
            });

            assertThat(written).isEqualTo(expected);
            assertThat(queue.bytes()).isZero();
        }
    }

    private void drain() {
        ByteBuf out = Unpooled.buffer();
        queue.drain(out);
        while (out.isReadable()) {
            assertThat(out.readByte()).isEqualTo((byte) 0x40);
            boolean hasCode = out.readByte() == 3;
            written.add(out.readUnsignedShort() + ":" + (hasCode ? out.readByte() : 0));
        }
    }
}
