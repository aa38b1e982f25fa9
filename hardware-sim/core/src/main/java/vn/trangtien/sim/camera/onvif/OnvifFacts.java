package vn.trangtien.sim.camera.onvif;

import java.util.List;
import java.util.UUID;

/**
 * What the camera tells about itself.
 *
 * @param name for people, for example of its scene
 * @param id the same at every start
 * @param profiles one for each stream, the main one first
 * @param snapshotUrl where single pictures are
 */
public record OnvifFacts(String name, UUID id, List<Profile> profiles, String snapshotUrl) {

    /**
     * One stream.
     *
     * @param token its name within the camera
     * @param encoding as Media2 writes it: {@code H264}, {@code H265} or {@code JPEG}
     * @param url where it is
     */
    public record Profile(String token, String encoding, int width, int height, double framesPerSecond, String url) {}

    static final String MANUFACTURER = "Trang Tien";
    static final String MODEL = "Simulated camera";
    static final String FIRMWARE = "1.0";
    static final String HARDWARE = "simulator";

    public OnvifFacts {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a camera has at least one profile, but none was given");
        }
    }

    /** The scopes of WS-Discovery (ONVIF Core specification, section on discovery). */
    String scopes() {
        String place = name.replaceAll("[^A-Za-z0-9-]", "-");
        return String.join(
                " ",
                "onvif://www.onvif.org/type/video_encoder",
                "onvif://www.onvif.org/type/Network_Video_Transmitter",
                "onvif://www.onvif.org/Profile/Streaming",
                "onvif://www.onvif.org/Profile/T",
                "onvif://www.onvif.org/name/" + place,
                "onvif://www.onvif.org/hardware/" + HARDWARE,
                "onvif://www.onvif.org/location/simulator");
    }
}
