package vn.trangtien.ingest.support;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Sends numbered messages without end, as a gateway with a spool does: what is not acknowledged is sent again, on a new
 * connection, under its old number.
 */
public final class Sender implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    private final TestGateway gateway;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong attempts = new AtomicLong();
    private final Thread thread;

    public Sender(TestGateway gateway) {
        this.gateway = gateway;
        this.thread = new Thread(this::work, "sender-" + gateway.id);
        thread.start();
    }

    /** The highest number that the broker has acknowledged; so are all below it. */
    public long acknowledged() {
        return acknowledged.get();
    }

    public long attempts() {
        return attempts.get();
    }

    /** Stops after the message in hand. */
    @Override
    public void close() throws InterruptedException {
        wanted.set(false);
        thread.join(60_000);
    }

    private void work() {
        while (wanted.get()) {
            try {
                MqttClient client = gateway.connect();
                try {
                    sendOver(client);
                } finally {
                    client.disconnectForcibly(0, 1, false);
                    client.close(true);
                }
            } catch (Exception brokerIsAway) {
                java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            }
        }
    }

    private void sendOver(MqttClient client) throws MqttException {
        while (wanted.get()) {
            long number = acknowledged.get() + 1;
            byte[] payload =
                    gateway.telemetry("river", "level", number, CLOCK.instant().truncatedTo(ChronoUnit.MILLIS), number);
            attempts.incrementAndGet();
            if (TestGateway.publish(client, gateway.telemetryTopic("river"), payload) >= 0x80) {
                return;
            }
            acknowledged.set(number);
        }
    }
}
