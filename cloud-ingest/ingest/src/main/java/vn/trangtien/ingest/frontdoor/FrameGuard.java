package vn.trangtien.ingest.frontdoor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks at the length that each MQTT packet announces before anything is kept of it, and at how long it takes to come. Without
 * this a device could announce 256 MiB and have them collected, or send a byte now and then for ever. Of one connection, on its
 * thread.
 */
final class FrameGuard extends ChannelInboundHandlerAdapter {

    /** Told why the connection must be closed; nothing is passed on afterwards. */
    @FunctionalInterface
    interface Objection {
        void raise(Limit limit, long value, long most);
    }

    private static final int LAST_SHIFT = 21;

    private final int maxBytes;
    private final FrontDoorProperties properties;
    private final LongSupplier nanos;
    private final Objection objection;

    private boolean inHeader;
    private int shift;
    private int announced;
    private int missing;
    private long begun;
    private boolean isWatching;
    private boolean closed;

    FrameGuard(int maxBytes, FrontDoorProperties properties, LongSupplier nanos, Objection objection) {
        this.maxBytes = maxBytes;
        this.properties = properties;
        this.nanos = nanos;
        this.objection = objection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closed || (message instanceof ByteBuf bytes && !isAcceptable(bytes))) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (isMidway() && !isWatching) {
            begun = nanos.getAsLong();
            watch(context);
        }
        context.fireChannelRead(message);
    }

    private boolean isMidway() {
        return inHeader || missing > 0;
    }

    /** Walks from packet to packet without looking into them. */
    private boolean isAcceptable(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (missing > 0) {
                int step = Math.min(missing, end - at);
                at += step;
                missing -= step;
            } else if (inHeader) {
                int digit = bytes.getByte(at++);
                announced |= (digit & 0x7F) << shift;
                // A fifth digit is malformed; the decoder says so.
                inHeader = (digit & 0x80) != 0 && shift < LAST_SHIFT;
                shift += 7;
                if (!inHeader && announced > maxBytes) {
                    object(Limit.PACKET_SIZE, announced, maxBytes);
                    return false;
                }
                missing = inHeader ? 0 : announced;
            } else {
                at++;
                inHeader = true;
                shift = 0;
                announced = 0;
                begun = 0;
            }
        }
        return true;
    }

    private void watch(ChannelHandlerContext context) {
        isWatching = true;
        long grace = properties.packetGrace().toMillis();
        context.executor().schedule(() -> look(context), grace, TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext context) {
        isWatching = false;
        if (closed
                || context.isRemoved()
                || !isMidway()
                || !context.channel().config().isAutoRead()) {
            return;
        }
        long now = nanos.getAsLong();
        if (begun == 0) {
            begun = now;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(now - begun);
        if (millis < properties.packetGrace().toMillis()) {
            watch(context);
            return;
        }
        long perSecond = Math.max(0, announced - missing) * 1000L / Math.max(1, millis);
        if (perSecond < properties.slowestBytesPerSecond()) {
            object(Limit.PACKET_SLOW, perSecond, properties.slowestBytesPerSecond());
        } else {
            watch(context);
        }
    }

    private void object(Limit limit, long value, long most) {
        closed = true;
        objection.raise(limit, value, most);
    }
}
