package vn.trangtien.drivers.lorawan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages as the network servers' documentation shows them, with the names of a city. */
final class Golden {

    static final String CHIRPSTACK = "application/7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e/device/70b3d57ed005b89a/event/";
    static final String TTN = "v3/hue-bins@ttn/devices/thung-rac-le-loi-07/";
    static final DevEui DEVICE = new DevEui("70b3d57ed005b89a");

    private Golden() {}

    static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/lorawan/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** An uplink of the golden device with a counter, an id and a payload of its own. */
    static byte[] chirpStackUp(long counter, String id, String time, String base64) {
        return text("chirpstack-up.json")
                .replace("\"fCnt\": 1834", "\"fCnt\": " + counter)
                .replace("5f0b6f6e-6a55-4f0c-9a0e-2b7c3b1f9d10", id)
                .replace("2026-10-14T03:21:45.418203117+00:00", time)
                .replace("A2cBEAVnAP8BAg+g", base64)
                .getBytes(StandardCharsets.UTF_8);
    }
}
