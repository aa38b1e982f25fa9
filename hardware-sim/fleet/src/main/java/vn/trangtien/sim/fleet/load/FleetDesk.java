package vn.trangtien.sim.fleet.load;

/** What the gateways of a fleet share. Thread-safe. */
interface FleetDesk {

    LoadSettings settings();

    LoadListener listener();

    /** Through which a gateway opens its line. */
    Turnstile entrance();

    void later(long millis, Runnable step);

    void connected();

    void disconnected();

    void acknowledged(long micros);

    void trouble(GatewayName gateway, Throwable why);
}
