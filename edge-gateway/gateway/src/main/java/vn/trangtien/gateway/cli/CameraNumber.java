package vn.trangtien.gateway.cli;

import java.util.Optional;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.camera.process.VideoRoom;
import vn.trangtien.gateway.config.GatewayConfig;

/** Whether a machine can watch all cameras of a configuration. */
final class CameraNumber {

    private static final Text TOO_MANY = new Text(
            "%d camera, nhưng máy này xem cùng lúc được %d (hình 640x360; hình lớn hơn thì ít hơn): từ %s trở đi sẽ chờ và báo lý do. Hãy chuyển bớt sang gateway khác hoặc tăng bộ nhớ, xem cameras.md",
            "%d cameras, but this machine watches %d at the same time (pictures of 640x360; fewer with larger ones): from %s on they wait and say why. Move some to another gateway or give it more memory, see cameras.md");

    private CameraNumber() {}

    static Optional<Text> judge(GatewayConfig config, VideoRoom room) {
        int cameras = config.cameras().size();
        if (cameras <= room.cameras()) {
            return Optional.empty();
        }
        return Optional.of(TOO_MANY.with(
                cameras, room.cameras(), config.cameras().get(room.cameras()).id()));
    }
}
