package vn.trangtien.city.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser on the stream. Frames wait in a bounded queue and are written only while the socket takes them, so that a
 * browser behind a dead network costs a few kilobytes and no thread.
 *
 * <p>Lock order: the hub's before this one's. This class therefore never calls the hub while it holds its own lock.
 */
final class StreamClient implements LiveHub.Client, WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StreamClient.class);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final LiveHub hub;
    private final int capacity;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean mustFlush;
    private boolean ended;

    StreamClient(AsyncContext context, LiveHub hub, int capacity) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.hub = hub;
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean offer(byte[] frame) {
        if (ended || waiting.size() >= capacity) {
            return false;
        }
        waiting.add(frame);
        try {
            drain();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("stream client gone: {}", e.toString());
            return false;
        }
        return true;
    }

    @Override
    public void drop() {
        end();
    }

    @Override
    public synchronized void onWritePossible() throws IOException {
        if (!ended) {
            drain();
        }
    }

    @Override
    public void onError(Throwable problem) {
        LOG.debug("stream client gone: {}", problem.toString());
        leave();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave();
    }

    /** The connection has lived its time; the browser comes back by itself, and its session is looked at again. */
    @Override
    public void onTimeout(AsyncEvent event) {
        leave();
    }

    @Override
    public void onError(AsyncEvent event) {
        leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Only another startAsync of this request would come here; nobody does that.
    }

    /** The servlet's rule: ask isReady before every write and every flush, and stop at the first no. */
    private void drain() throws IOException {
        while (out.isReady()) {
            byte[] frame = waiting.poll();
            if (frame != null) {
                out.write(frame);
                mustFlush = true;
            } else if (mustFlush) {
                out.flush();
                mustFlush = false;
            } else {
                return;
            }
        }
    }

    private void leave() {
        hub.disconnect(this);
        end();
    }

    private void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.debug("stream already complete: {}", e.toString());
        }
    }
}
