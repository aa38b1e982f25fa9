package vn.trangtien.drivers.lorawan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;

/** Channels that every LoRaWAN device has, whatever it measures. Counters begin at 0 when the device is opened. */
final class Builtin {

    static final Channel UPLINKS =
            counter("uplinks", new Text("số bản tin mới đã nhận", "new uplinks that were received"));
    static final Channel DUPLICATES = counter("duplicates", new Text("số bản sao đã bỏ", "copies that were dropped"));
    static final Channel GAPS = counter(
            "gaps",
            new Text(
                    "số bản tin không bao giờ đến, theo bộ đếm khung",
                    "uplinks that never came, by the frame counter"));
    static final Channel RSSI = Channel.gauge(
            "rssi",
            new Text(
                    "cường độ tín hiệu tại trạm thu nghe rõ nhất (dBm)",
                    "signal strength at the gateway that heard it best (dBm)"),
            "{dBm}",
            -150,
            20,
            "");
    static final Channel SNR = Channel.gauge(
            "snr",
            new Text("tỷ số tín hiệu trên tạp âm tại trạm đó", "signal to noise at that gateway"),
            "dB",
            -30,
            30,
            "");
    static final List<Channel> ALL = List.of(UPLINKS, DUPLICATES, GAPS, RSSI, SNR);

    private Builtin() {}

    static Set<String> names() {
        return ALL.stream().map(Channel::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static Sample sample(Channel channel, double value, Quality quality, long at) {
        return new Sample(channel.name(), value, channel.unit(), quality, at);
    }

    private static Channel counter(String name, Text title) {
        return Channel.counter(name, title, "{count}", Long.MAX_VALUE, "");
    }
}
