package vn.trangtien.gateway.schema;

import java.time.Duration;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.health.HealthSettings.Black;
import vn.trangtien.video.health.HealthSettings.Covered;
import vn.trangtien.video.health.HealthSettings.Defocused;
import vn.trangtien.video.health.HealthSettings.Frozen;
import vn.trangtien.video.health.HealthSettings.Moved;
import vn.trangtien.video.health.Limits;

/** When a view counts as frozen, black, covered, blurred or turned away. */
final class HealthSchema {

    private static final HealthSettings USUAL = HealthSettings.DEFAULT;

    private HealthSchema() {}

    static Node health() {
        return Node.section()
                .key(
                        "every",
                        time("giữa hai lần kiểm tra, 100ms đến 10s", "between two checks, 100ms to 10s", USUAL.every()))
                .key(
                        "recoveredAfter",
                        time(
                                "phải tốt bao lâu thì coi là hết sự cố, 0s đến 600s",
                                "how long the view must be well before a trouble is over, 0s to 600s",
                                USUAL.recoveredAfter()))
                .key("frozen", frozen(USUAL.frozen()))
                .key("black", black(USUAL.black()))
                .key("covered", covered(USUAL.covered()))
                .key("defocused", defocused(USUAL.defocused()))
                .key("moved", moved(USUAL.moved()))
                .says("khi nào hình của camera bị coi là có sự cố", "when the view of the camera counts as troubled");
    }

    private static Node frozen(Frozen usual) {
        return trouble(usual.after())
                .key(
                        "apart",
                        time(
                                "hai hình được so cách nhau ít nhất bao lâu, 1s đến 60s, nhiều nhất nửa after",
                                "least age of a picture that is compared with, 1s to 60s, at most half of after",
                                usual.apart()))
                .key(
                        "difference",
                        number(
                                "mức xám mà hai hình của camera đứng yên còn được khác nhau",
                                "grey levels by which pictures that stand still may differ",
                                Frozen.DIFFERENCE,
                                usual.difference()))
                .key(
                        "share",
                        number(
                                "phần của hình phải đứng yên; phần còn lại có thể là đồng hồ",
                                "share of the view that must stand still; the rest may be a clock",
                                Frozen.SHARE,
                                usual.share()))
                .says("hình đứng yên", "the same picture again and again");
    }

    private static Node black(Black usual) {
        return trouble(usual.after())
                .key(
                        "level",
                        Node.whole(
                                        (long) Black.LEVEL.least(),
                                        (long) Black.LEVEL.most(),
                                        "mức xám mà gần như mọi điểm của hình đen nằm dưới",
                                        "grey level under which nearly every pixel of a black picture lies")
                                .initially(usual.level()))
                .says("hình đen", "the picture is black");
    }

    private static Node covered(Covered usual) {
        return trouble(usual.after())
                .key(
                        "lost",
                        number(
                                "phần chi tiết phải mất",
                                "share of the detail that must be gone",
                                Covered.LOST,
                                usual.lost()))
                .says("camera bị che", "something hangs before the lens");
    }

    private static Node defocused(Defocused usual) {
        return trouble(usual.after())
                .key(
                        "sharpness",
                        number(
                                "dưới phần này của độ nét thường ngày thì coi là mờ",
                                "share of the usual sharpness under which the view is blurred",
                                Defocused.SHARPNESS,
                                usual.sharpness()))
                .says("hình bị mờ", "the picture is blurred");
    }

    private static Node moved(Moved usual) {
        return trouble(usual.after())
                .key(
                        "likeness",
                        number(
                                "độ giống khung cảnh đã biết; thấp hơn thì coi là bị xoay",
                                "likeness to the known view under which it is another one",
                                Moved.LIKENESS,
                                usual.likeness()))
                .key(
                        "acceptedAfter",
                        time(
                                "sau bao lâu thì khung cảnh mới được coi là của camera, 10s đến 30d",
                                "after this time the new view is taken as the camera's own, 10s to 30d",
                                usual.acceptedAfter()))
                .says("camera bị xoay", "the camera was turned away");
    }

    private static Node trouble(Duration after) {
        return Node.section()
                .key(
                        "after",
                        time(
                                "kéo dài bao lâu thì báo, 1s đến 3600s",
                                "how long it must last before it is told, 1s to 3600s",
                                after));
    }

    private static Node time(String vi, String en, Duration usual) {
        return Node.duration(vi, en).initially(usual.toSeconds() + "s");
    }

    private static Node number(String vi, String en, Limits limits, double usual) {
        return Node.number(vi, en).range(limits.least(), limits.most()).initially(usual);
    }
}
