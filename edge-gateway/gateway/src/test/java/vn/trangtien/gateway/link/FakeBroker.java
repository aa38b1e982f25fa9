package vn.trangtien.gateway.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A broker of a few lines whose whims the tests choose: acknowledges on the spot, or not at all. */
final class FakeBroker implements Broker {

    final List<Long> sent = Collections.synchronizedList(new ArrayList<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Long> waiting = Collections.synchronizedList(new ArrayList<>());
    volatile Events events;
    volatile boolean acknowledging = true;
    volatile boolean hanging;
    volatile int refusals;
    volatile int receiveMaximum = 65_535;
    volatile long maximumPacketSize = Long.MAX_VALUE;
    volatile LinkFault refusal = LinkFault.UNREACHABLE;
    volatile long poisoned;
    volatile int poisonCode = 0x99;
    volatile long deadly;
    volatile boolean hangingUp;
    final List<Long> births = Collections.synchronizedList(new ArrayList<>());
    volatile int mostInFlight;

    void acknowledgeEverything() {
        acknowledging = true;
        List<Long> now = new ArrayList<>(waiting);
        waiting.clear();
        now.forEach(events::acknowledged);
    }

    @Override
    public Session connect(Events listener) throws BrokerException, InterruptedException {
        if (hanging) {
            new CountDownLatch(1).await();
        }
        if (refusals-- > 0) {
            throw new BrokerException(refusal, "refused on purpose");
        }
        events = listener;
        waiting.clear();
        var dead = new AtomicBoolean();
        return new Session() {
            @Override
            public int receiveMaximum() {
                return receiveMaximum;
            }

            @Override
            public long maximumPacketSize() {
                return maximumPacketSize;
            }

            @Override
            public void publish(long seq, String topic, byte[] payload) {
                sent.add(seq);
                log.add("publish");
                if (seq == poisoned) {
                    listener.refused(seq, poisonCode);
                } else if (seq == deadly) {
                    dead.set(true);
                    listener.lost(LinkFault.LOST, "hung up on purpose");
                } else if (dead.get()) {
                    return;
                } else if (acknowledging) {
                    listener.acknowledged(seq);
                } else {
                    waiting.add(seq);
                    mostInFlight = Math.max(mostInFlight, waiting.size());
                }
            }

            @Override
            public void publishAndWait(String topic, byte[] payload, Duration timeout) {
                log.add(topic.endsWith("APPS") ? "apps" : "birth");
                births.add(System.nanoTime());
                if (hangingUp) {
                    listener.lost(LinkFault.LOST, "hung up on purpose");
                }
            }

            @Override
            public boolean subscribe(String filter, Duration timeout) {
                log.add("subscribe " + filter);
                return true;
            }

            @Override
            public void leave(String topic, byte[] payload, Duration timeout) {
                log.add("leave");
            }

            @Override
            public void abort() {
                // nothing to cut
            }
        };
    }
}
