package vn.trangtien.gateway.hardware;

import java.util.List;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.camera.CameraSource;

/** The electrical world of one configuration. Closing gives every port back, so that the next configuration can have it. */
public interface Hardware extends AutoCloseable {

    Buses buses();

    /** Not started, each named as in the configuration. */
    List<CameraSource> cameras();

    /** Buses that stay open, because they are the giver's to close; cameras are closed. */
    static Hardware lent(Buses buses, List<CameraSource> cameras) {
        return new LentHardware(buses, List.copyOf(cameras));
    }

    /** Closes buses and cameras. Safe to call twice. */
    @Override
    void close();
}
