package vn.trangtien.gateway.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.event.EventPolicy;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PersonCover;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.source.Transport;

/** One camera: its stream, what looks at it, and what may leave. */
final class CameraSchema {

    private CameraSchema() {}

    static Node camera() {
        Node view = ViewSchema.addTo(Node.section()
                .key("id", Node.reference("id"))
                .key(
                        "source",
                        Node.text(
                                "rtsp://…, http://…, v4l2:/dev/video0 hay đường dẫn tệp",
                                "rtsp://…, http://…, v4l2:/dev/video0 or the path of a recording"))
                .key(
                        "substream",
                        Node.text(
                                "luồng phụ nhỏ hơn của camera, được phân tích thay luồng chính",
                                "the camera's smaller stream, analysed instead of the main one"))
                .key(
                        "transport",
                        words(Transport.values(), "cách camera RTSP gửi gói", "how an RTSP camera sends its packets")
                                .initially("tcp"))
                .key(
                        "timeout",
                        Node.duration(
                                        "im lặng bao lâu thì coi là mất camera",
                                        "silence after which the camera counts as lost")
                                .initially("5s"))
                .key(
                        "every",
                        Node.duration("giữa hai lần gửi số đếm", "between two messages with counts")
                                .initially("5s"))
                .key(
                        "snapshotEvery",
                        Node.duration("giữa hai ảnh; 0s là không gửi", "between two pictures; 0s for none")
                                .initially("30s"))
                .key(
                        "loop",
                        Node.bool("tệp có phát lại từ đầu không", "whether a recording starts again")
                                .initially(false))
                .key(
                        "detector",
                        Node.text(
                                        "auto, ssd, centernet, blob hay tên một mô hình",
                                        "auto, ssd, centernet, blob or the name of a model")
                                .initially(DetectorFactory.AUTO))
                .key(
                        "detectFps",
                        Node.number(
                                        "số lần nhận dạng mỗi giây khi có chuyển động",
                                        "looks a second while something moves")
                                .range(0.1, 30)
                                .initially(CameraConfig.USUAL_DETECT_FPS))
                .key(
                        "minimumBlobShare",
                        Node.number(
                                        "vùng chuyển động nhỏ nhất được tính, phần của ảnh",
                                        "smallest moving region that counts, as a share of the picture")
                                .range(0.000_01, 0.5))
                .key(
                        "masks",
                        Node.list(ViewSchema.corners())
                                .says(
                                        "vùng không xem, luôn tô đen trong ảnh",
                                        "areas in which nothing is seen, black in every picture")));
        return view.key("privacy", privacy())
                .key("events", events())
                .key("health", HealthSchema.health())
                .needs("id", "source");
    }

    private static Node privacy() {
        return Node.section()
                .key(
                        "image",
                        words(ImageUse.values(), "ảnh rời thiết bị thế nào", "how pictures leave")
                                .initially("masked"))
                .key(
                        "person",
                        words(PersonCover.values(), "che đầu hay cả người", "hide the head or the whole person")
                                .initially("head"))
                .key(
                        "plates",
                        words(
                                        PlateUse.values(),
                                        "biển số: không đọc, băm, hay rõ",
                                        "number plates: not read, hashed or clear")
                                .initially("off"))
                .key(
                        "clips",
                        Node.bool("có gửi đoạn phim ngắn không", "whether short films are sent")
                                .initially(false))
                .key(
                        "purpose",
                        Node.text("mục đích hợp pháp của ảnh hay biển số rõ", "lawful purpose of what is clear"))
                .key(
                        "expires",
                        Node.of("string")
                                .with("format", "date")
                                .says("ngày cuối của sự cho phép", "last day of the permission"))
                .says("những gì về con người được phép rời thiết bị", "what may leave about people");
    }

    private static Node events() {
        EventPolicy usual = EventPolicy.DEFAULT;
        return Node.section()
                .key("labels", ViewSchema.labels())
                .key(
                        "believeAt",
                        Node.number("điểm tối thiểu để tin", "score from which an object is believed")
                                .range(0, 1)
                                .initially(usual.believeAt()))
                .key(
                        "updateEvery",
                        Node.duration("giữa hai tin về một đối tượng", "between two messages about an object")
                                .initially("1s"))
                .key(
                        "pictures",
                        Node.bool(
                                        "gửi ảnh rõ nhất của mỗi đối tượng",
                                        "whether the best picture of each object is sent")
                                .initially(usual.pictures()))
                .key(
                        "keepAfterLoss",
                        Node.duration("theo dõi tiếp khi mất camera", "how long objects are followed after a loss")
                                .initially("5s"))
                .key(
                        "clipBefore",
                        Node.duration("phim trước sự kiện", "film before the event")
                                .initially("5s"))
                .key(
                        "clipAfter",
                        Node.duration("phim sau sự kiện", "film after the event")
                                .initially("5s"))
                .says("đối tượng nào được báo", "which objects are told");
    }

    private static <E extends Enum<E>> Node words(E[] values, String vi, String en) {
        List<String> words = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return Node.choice(words, vi, en);
    }
}
