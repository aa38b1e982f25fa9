package vn.trangtien.video.onvif;

/**
 * One of a camera's streams.
 *
 * @param token the camera's name of the profile
 * @param name for people
 * @param encoding for example {@code H264}, {@code H265} or {@code JPEG}; empty if the camera does not say
 * @param width pixels, 0 if unknown
 * @param height pixels, 0 if unknown
 * @param framesPerSecond limit, 0 if unknown
 * @param address {@code rtsp://…} without user name and password; empty if the camera gives none
 * @param snapshot address of a single picture; empty if there is none
 */
public record CameraStream(
        String token,
        String name,
        String encoding,
        int width,
        int height,
        int framesPerSecond,
        String address,
        String snapshot) {}
