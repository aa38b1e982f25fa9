package vn.trangtien.ingest.frontdoor;

import vn.trangtien.ingest.wording.Bilingual;

/** Why the front door does not take something now or at all, in one word for metrics and in two languages for people. */
enum Limit {
    MESSAGE_RATE(
            "message-rate",
            "sớm hơn mức %2$d bản tin/giây tới %1$d bản tin; kết nối tạm không được đọc; hãy giảm nhịp đo hoặc nâng front-door.messages-per-second",
            "%d messages ahead of %d a second; the connection is not read for a while; measure less often or raise"
                    + " front-door.messages-per-second"),
    BYTE_RATE(
            "byte-rate",
            "sớm hơn mức %2$d byte/giây tới %1$d byte; kết nối tạm không được đọc; hãy gửi ảnh nhỏ hơn hoặc nâng front-door.bytes-per-second",
            "%d bytes ahead of %d a second; the connection is not read for a while; send smaller pictures or raise"
                    + " front-door.bytes-per-second"),
    PENDING(
            "pending",
            "%d bản tin đang chờ Kafka, mức cao nhất %d; kết nối tạm không được đọc; hãy xem Kafka",
            "%d messages wait for Kafka, the most is %d; the connection is not read for a while; look at Kafka"),
    PENDING_OVERALL(
            "pending-overall",
            "%d byte đang chờ Kafka, mức cao nhất %d; không đọc thêm từ thiết bị nào; hãy xem Kafka",
            "%d bytes wait for Kafka, the most is %d; no device is read further; look at Kafka"),
    PACKET_SIZE(
            "packet-size",
            "gói tin %d byte lớn hơn mức %d; kết nối bị đóng; hãy chia nhỏ hoặc nâng mqtt.max-message-bytes",
            "a packet of %d bytes is larger than %d; the connection is closed; split it or raise mqtt.max-message-bytes"),
    PACKET_SLOW(
            "packet-slow",
            "gói tin đến với %d byte/giây, chậm hơn mức %d; kết nối bị đóng; hãy kiểm tra đường truyền",
            "a packet comes at %d bytes a second, slower than %d; the connection is closed; look at the line"),
    NO_CONNECT(
            "no-connect",
            "sau %d ms vẫn chưa xưng danh (CONNECT), mức cao nhất %d; kết nối bị đóng; hãy kiểm tra đường truyền",
            "it has not said who it is (CONNECT) after %d ms, the most is %d; the connection is closed; look at the line"),
    CONNECT_RATE(
            "connect-rate",
            "quá %2$d lần kết nối mỗi phút bằng một chứng thư; lần này bị từ chối; hãy xem vì sao thiết bị mất kết nối",
            "more than %2$d connects a minute with one certificate; this one is refused; find out why the device loses its"
                    + " connection"),
    TOPICS(
            "too-many-topics",
            "thiết bị dùng quá %2$d chủ đề; bản tin bị từ chối; hãy dùng lại tên cũ hoặc nâng mqtt.max-topics-per-gateway",
            "the device uses more than %2$d topics; the message is refused; use fewer names or raise"
                    + " mqtt.max-topics-per-gateway"),
    FOREIGN_TOPIC(
            "foreign-topic",
            "chủ đề không thuộc về thiết bị; bản tin bị từ chối; hãy kiểm tra tài khoản và tên trong cấu hình thiết bị",
            "the topic is not the device's; the message is refused; check account and name in its configuration"),
    KAFKA(
            "kafka",
            "Kafka không nhận được bản tin; thiết bị sẽ gửi lại; hãy xem Kafka",
            "Kafka did not take the message; the device sends it again; look at Kafka"),
    MALFORMED(
            "malformed",
            "gói tin không đúng MQTT; kết nối bị đóng; hãy kiểm tra phần mềm của thiết bị",
            "the packet is not proper MQTT; the connection is closed; check the device's software");

    private final String word;
    private final String vietnamese;
    private final String english;

    Limit(String word, String vietnamese, String english) {
        this.word = word;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    /** For metrics and logs. */
    String word() {
        return word;
    }

    /** For people: value, rule and remedy. */
    String sentence(long value, long most) {
        return Bilingual.text(vietnamese, english, value, most);
    }
}
