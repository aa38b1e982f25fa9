package vn.trangtien.sim.camera.rtsp;

/**
 * One of the streams of a camera.
 *
 * @param path in its URL, with a slash at the beginning and none at the end
 * @param footage what it shows
 */
public record ServedStream(String path, Footage footage) {

    public ServedStream {
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException(
                    "path of a stream must be like /street or /street/sub, but was '%s'".formatted(path));
        }
    }
}
