package vn.trangtien.gateway.schema;

import vn.trangtien.video.rules.Zone;

/** What is counted, watched and measured in one view. */
final class ViewSchema {

    private ViewSchema() {}

    static Node addTo(Node camera) {
        return camera.key("lines", Node.list(line()).says("các vạch đếm", "counting lines"))
                .key("zones", Node.list(zone()).says("các vùng theo dõi", "areas to watch"))
                .key("speed", Node.list(speed()).says("đo tốc độ, không dùng để xử phạt", "speed, not for enforcement"))
                .key("parking", Node.list(parking()).says("các chỗ đỗ xe", "parking spaces"))
                .key("gauges", Node.list(gauge()).says("các thước nước", "staff gauges"))
                .key(
                        "hints",
                        Node.list(Node.choice(java.util.List.of("smoke", "fire"), "khói hay lửa", "smoke or fire"))
                                .says("gợi ý cho người trực, không phải báo động", "hints for a person, never alarms"));
    }

    static Node corners() {
        return Node.list(place()).with("minItems", 3).with("maxItems", 64).says("các góc", "corners");
    }

    static Node labels() {
        return Node.list(Node.text("nhãn", "label"))
                .says("loại đối tượng; trống là mọi loại", "labels; empty for everything");
    }

    private static Node place() {
        return Node.list(Node.of("number").range(0, 1)).with("minItems", 2).with("maxItems", 2);
    }

    private static Node end(String vi, String en) {
        return place().says(vi, en);
    }

    private static Node name() {
        return Node.text("tên", "what the operator calls it").with("maxLength", 64);
    }

    private static Node line() {
        return Node.section()
                .key("name", name())
                .key("from", end("một đầu, phần của ảnh", "one end, as shares of the picture"))
                .key("to", end("đầu kia", "the other end"))
                .key("labels", labels())
                .needs("name", "from", "to");
    }

    private static Node zone() {
        Node crowd = Node.section()
                .key("count", Node.whole(2, 1000, "từ bao nhiêu", "from how many"))
                .key("for", lasting())
                .needs("count");
        Node queue = Node.section()
                .key("above", Node.whole(0, 1000, "trên bao nhiêu", "above how many"))
                .key("for", lasting())
                .needs("above");
        Node wrongWay = Node.section()
                .key(
                        "heading",
                        Node.number(
                                        "hướng được đi trong ảnh, độ: 0 lên, 90 phải, 180 xuống",
                                        "allowed direction in the picture, degrees: 0 up, 90 right, 180 down")
                                .range(0, 360))
                .needs("heading");
        return Node.section()
                .key("name", name())
                .key("points", corners())
                .key("labels", labels())
                .key(
                        "inertia",
                        Node.whole(1, 50, "số khung hình liên tiếp mới tính", "frames in a row until it counts")
                                .initially(Zone.USUAL_INERTIA))
                .key("crowd", crowd.says("đông người", "too many at once"))
                .key("queue", queue.says("hàng chờ", "too many wait"))
                .key("loiter", after("lảng vảng", "somebody stays too long"))
                .key("stopped", after("xe dừng", "a vehicle stands where it should not"))
                .key("abandoned", after("vật bỏ lại", "something is left behind"))
                .key("wrongWay", wrongWay.says("đi ngược chiều", "against the traffic"))
                .key(
                        "twoWheelers",
                        Node.bool("ước lượng xe hai bánh", "whether two-wheelers are estimated")
                                .initially(false))
                .needs("name", "points");
    }

    private static Node lasting() {
        return Node.duration("kéo dài", "lasting").initially("0s");
    }

    private static Node after(String vi, String en) {
        return Node.section()
                .key("after", Node.duration("sau bao lâu", "after how long"))
                .needs("after")
                .says(vi, en);
    }

    private static Node speed() {
        return Node.section()
                .key("name", name())
                .key(
                        "points",
                        Node.list(place())
                                .with("minItems", 4)
                                .with("maxItems", 4)
                                .says("bốn góc hình chữ nhật trên đường", "four corners of a rectangle on the road"))
                .key("metres", Node.pair("rộng và dài, mét", "width and length in metres"))
                .key("limit", Node.number("giới hạn, km/h", "limit in km/h").range(1, 300))
                .needs("name", "points", "metres");
    }

    private static Node parking() {
        return Node.section().key("name", name()).key("points", corners()).needs("name", "points");
    }

    private static Node gauge() {
        Node mark = Node.section()
                .key("at", end("chỗ vạch", "where the mark is"))
                .key("metres", Node.number("số trên thước, mét", "what the scale says there, metres"))
                .needs("at", "metres");
        return Node.section()
                .key("name", name())
                .key("from", end("một đầu thước", "one end of the staff"))
                .key("to", end("đầu kia", "the other end"))
                .key("marks", Node.list(mark).with("minItems", 3).says("các vạch đã đọc", "readings of the scale"))
                .needs("name", "from", "to", "marks");
    }
}
