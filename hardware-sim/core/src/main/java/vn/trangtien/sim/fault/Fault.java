package vn.trangtien.sim.fault;

import java.util.Arrays;
import java.util.Locale;
import vn.trangtien.drivers.Text;

/**
 * What can go wrong in the field, by the names of scenarios. Each acts in one {@link Place}, has an amount in one unit, and
 * strikes with a probability that is drawn again on each occasion: a transaction, a frame, an edge or a measurement.
 */
public enum Fault {
    NACK(Place.LINE, "thiết bị I2C không xác nhận địa chỉ", "an I2C device does not acknowledge its address"),
    NACK_EVERY(Place.LINE, "", 3, "cứ mỗi lần thứ n thì không xác nhận", "each n-th transaction is not acknowledged"),
    BUS_STUCK(
            Place.LINE,
            "dây dữ liệu bị giữ: mọi thiết bị trên bus đều hỏng",
            "the data line is held: every device on the bus fails"),
    SLOW(Place.INSTRUMENT, "thiết bị báo bận mãi", "the device stays busy"),
    CRC_FLIP(Place.LINE, "một bit trên đường truyền bị lật", "a bit flips on the way"),
    BYTE_DROP(Place.LINE, "mất một byte", "a byte gets lost"),
    BYTE_INSERT(Place.LINE, "thừa một byte", "a byte too many comes"),
    TRUNCATE(Place.LINE, "mất phần cuối", "the end is missing"),
    GARBAGE_BEFORE(Place.LINE, "", 3, "có byte rác đứng trước", "nonsense comes before"),
    WRONG_BAUD(Place.LINE, "thiết bị chạy tốc độ khác", "the device runs at another rate"),
    ECHO(Place.LINE, "bộ chuyển đổi nghe lại chính mình", "the adapter hears its own request"),
    LATE_REPLY(Place.LINE, "ms", 700, "trả lời muộn", "the answer comes late"),
    FOREIGN_UNIT(Place.LINE, "thiết bị khác trên đường dây trả lời", "another unit of the line answers"),
    ADDRESS_CLASH(Place.LINE, "hai thiết bị cùng một địa chỉ", "two devices have one address"),
    CABLE_CUT(Place.LINE, "đứt cáp hoặc mất nguồn", "cable cut or no power"),
    BOUNCE(Place.LINE, "", 5, "tiếp điểm rung", "the contact bounces"),
    MISSED_EDGE(Place.LINE, "lỡ một lần đổi mức", "a change of level is not reported"),
    BROWN_OUT(Place.LINE, "sụt nguồn: thiết bị khởi động lại, quên cấu hình", "the device restarts and forgets"),
    STUCK_VALUE(Place.QUANTITY, "giá trị đứng yên", "the value stands still"),
    DRIFT(Place.QUANTITY, "%/h", 5, "giá trị trôi dần", "the value drifts away"),
    OFFSET(Place.QUANTITY, "%", 5, "giá trị lệch cố định", "the value is off by a constant"),
    NOISE(Place.QUANTITY, "%", 1, "giá trị nhiễu", "the value is noisy"),
    SPIKE(Place.QUANTITY, "%", 40, "giá trị vọt lên", "the value jumps"),
    SATURATE(Place.QUANTITY, "giá trị chạm trần", "the value sits at the upper end"),
    WRONG_PART(Place.INSTRUMENT, "linh kiện khác ở địa chỉ này", "another part answers at the address"),
    POWER_ON_VALUE(
            Place.INSTRUMENT, "giá trị lúc vừa bật nguồn", "the value of power-on comes instead of a measured one"),
    WIRE_BREAK_4_20MA(Place.INSTRUMENT, "đứt vòng dòng 4–20 mA", "the 4–20 mA loop is open"),
    GATEWAY_RESTART(Place.GATEWAY, "gateway khởi động lại", "the gateway restarts"),
    CLOCK_JUMP(Place.GATEWAY, "s", 3_600, "đồng hồ nhảy", "the clock jumps"),
    NETWORK_DOWN(Place.GATEWAY, "mất mạng", "the network is down"),
    DUPLICATE_SEND(Place.GATEWAY, "gửi hai lần", "messages are sent twice"),
    DISK_FULL(Place.GATEWAY, "đầy đĩa", "the disk is full");

    /** Where a fault acts. */
    public enum Place {
        /** Between driver and instrument. */
        LINE,
        /** In the instrument, which knows itself what it then does. */
        INSTRUMENT,
        /** In what the instrument feels; amounts are percent of its range. */
        QUANTITY,
        /** In the gateway; {@link #NETWORK_DOWN} and {@link #DUPLICATE_SEND} also between a radio network and the gateway. */
        GATEWAY
    }

    private final Place place;
    private final String unit;
    private final double amount;
    private final Text title;

    Fault(Place place, String vi, String en) {
        this(place, "", 0, vi, en);
    }

    Fault(Place place, String unit, double amount, String vi, String en) {
        this.place = place;
        this.unit = unit;
        this.amount = amount;
        this.title = new Text(vi, en);
    }

    /** As written in scenarios: {@code crc-flip}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Place place() {
        return place;
    }

    /** Unit of the amount; empty if it is a bare number or the fault has none. */
    public String unit() {
        return unit;
    }

    /** The amount where a scenario names none; 0 for faults without one. */
    public double defaultAmount() {
        return amount;
    }

    public Text title() {
        return title;
    }

    /**
     * The fault of this code.
     *
     * @throws IllegalArgumentException naming the known codes
     */
    public static Fault of(String code) {
        return Arrays.stream(values())
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a fault must be one of %s, but was '%s'"
                        .formatted(Arrays.stream(values()).map(Fault::code).toList(), code)));
    }
}
