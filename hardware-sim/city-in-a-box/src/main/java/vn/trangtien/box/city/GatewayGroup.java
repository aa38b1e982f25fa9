package vn.trangtien.box.city;

import java.util.ArrayList;
import java.util.List;

/** Closes gateways side by side: each says goodbye to the broker and may take seconds over it. Thread-safe. */
final class GatewayGroup implements AutoCloseable {

    private final List<GatewaySite> sites = new ArrayList<>();

    synchronized void add(GatewaySite site) {
        sites.add(site);
    }

    @Override
    public synchronized void close() {
        List<Thread> threads = sites.stream()
                .map(site -> new Thread(site::close, "close-gateway"))
                .toList();
        threads.forEach(Thread::start);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sites.clear();
    }
}
