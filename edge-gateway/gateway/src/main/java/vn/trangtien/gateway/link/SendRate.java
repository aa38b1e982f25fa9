package vn.trangtien.gateway.link;

/** A bucket of permits that fills steadily: bounds how fast a backlog leaves. Told the time; not thread-safe. */
final class SendRate {

    private final double perNano;
    private final double capacity;
    private double permits;
    private long at;

    SendRate(int perSecond, int burst, long now) {
        this.perNano = perSecond / 1e9;
        this.capacity = burst;
        this.permits = burst;
        this.at = now;
    }

    boolean tryTake(long now) {
        permits = Math.min(capacity, permits + (now - at) * perNano);
        at = now;
        if (permits < 1) {
            return false;
        }
        permits--;
        return true;
    }

    /** Nanoseconds until a permit is there. */
    long untilNext() {
        return permits >= 1 ? 0 : (long) Math.ceil((1 - permits) / perNano);
    }
}
