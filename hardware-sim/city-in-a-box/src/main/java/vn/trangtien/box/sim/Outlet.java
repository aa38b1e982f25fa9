package vn.trangtien.box.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.Consumer;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;

/**
 * Where rows leave the gateway. While the network is down they wait and leave later, in their order; while the disk is full
 * none can be kept and they are lost; a duplicate send lets one leave twice.
 */
final class Outlet {

    private final FaultPlan.Target faults;
    private final Consumer<String> sink;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final MessageDigest digest;
    private long left;
    private long held;
    private long repeated;
    private long lost;

    Outlet(FaultPlan.Target faults, Consumer<String> sink) {
        this.faults = faults;
        this.sink = sink;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void offer(Row row) {
        if (faults.has(Fault.DISK_FULL)) {
            lost++;
            return;
        }
        if (faults.has(Fault.NETWORK_DOWN)) {
            held++;
            waiting.add(row.toCsv());
            return;
        }
        release();
        leave(row.toCsv());
        if (faults.strikes(Fault.DUPLICATE_SEND)) {
            repeated++;
            leave(row.toCsv());
        }
    }

    /** Lets go what waits, if it can. */
    void release() {
        if (!waiting.isEmpty() && !faults.has(Fault.NETWORK_DOWN)) {
            waiting.forEach(this::leave);
            waiting.clear();
        }
    }

    private void leave(String line) {
        left++;
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        sink.accept(line);
    }

    long left() {
        return left;
    }

    long held() {
        return held;
    }

    long repeated() {
        return repeated;
    }

    long lost() {
        return lost;
    }

    int stillWaiting() {
        return waiting.size();
    }

    /** Of all rows that left, in their order. Ends the count. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
