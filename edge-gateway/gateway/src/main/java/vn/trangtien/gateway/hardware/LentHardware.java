package vn.trangtien.gateway.hardware;

import java.util.List;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.camera.CameraSource;

/** Ports that somebody else opened and will close. */
record LentHardware(Buses buses, List<CameraSource> cameras) implements Hardware {

    @Override
    public void close() {
        cameras.forEach(CameraSource::close);
    }
}
