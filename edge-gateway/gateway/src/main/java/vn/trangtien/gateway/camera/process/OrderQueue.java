package vn.trangtien.gateway.camera.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders on their way to the child. They wait here and not in whoever gives them: a child whose events nobody takes at the moment
 * reads no orders, and whoever takes its events may be waiting for the one who gives them. There are about as many as cameras.
 * Thread-safe; run by one thread.
 */
final class OrderQueue implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderQueue.class);

    private final OutputStream out;
    private final BlockingQueue<Optional<VideoOrder>> waiting = new LinkedBlockingQueue<>();

    OrderQueue(OutputStream out) {
        this.out = out;
    }

    /** Never waits. */
    void give(VideoOrder order) {
        waiting.add(Optional.of(order));
    }

    /** No more orders: the child's standard input ends after those that wait. */
    void end() {
        waiting.add(Optional.empty());
    }

    @Override
    public void run() {
        try (out) {
            for (Optional<VideoOrder> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                OrderCodec.write(out, next.get());
            }
        } catch (IOException e) {
            // The child is dying; whoever listens to it will hear, and the next one gets all orders anew.
            LOG.debug("the child's orders ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
