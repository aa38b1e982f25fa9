package vn.trangtien.gateway.link;

/**
 * Why there is no connection, in words for the technician before the box, Vietnamese and English; the detail beside it is for
 * whoever he telephones.
 */
public enum LinkFault {
    NONE("", "", "", ""),
    CLOCK(
            "Đồng hồ của thiết bị chưa được đồng bộ",
            "The clock is not synchronised",
            "Kiểm tra mạng và máy chủ giờ (timedatectl); đồng hồ sai thì mọi chứng thư đều bị coi là không hợp lệ.",
            "Check the network and the time server (timedatectl); with a wrong clock every certificate looks invalid."),
    NAME_UNKNOWN(
            "Không tìm thấy tên máy chủ",
            "The name of the broker is not known",
            "Kiểm tra DNS và kết nối mạng của thiết bị.",
            "Check DNS and the network of this gateway."),
    UNREACHABLE(
            "Không kết nối được tới máy chủ",
            "The broker cannot be reached",
            "Kiểm tra cáp, SIM, tường lửa; cổng 8883 phải được mở.",
            "Check cable, SIM and firewall; port 8883 must be open."),
    NO_ANSWER(
            "Máy chủ không trả lời",
            "The broker does not answer",
            "Đường truyền quá chậm hoặc bị nghẽn; thiết bị tự thử lại.",
            "The line is too slow or blocked; the gateway tries again by itself."),
    HUNG_UP(
            "Máy chủ ngắt kết nối mà không nêu lý do",
            "The broker hung up without a reason",
            "Nếu lặp lại: có thể chứng thư của thiết bị không được chấp nhận; hỏi trung tâm điều hành.",
            "If it goes on: perhaps this gateway's certificate is not accepted; ask the operations centre."),
    BROKER_UNTRUSTED(
            "Chứng thư của máy chủ do một nơi không tin cậy cấp",
            "The broker's certificate is of an authority that this gateway does not trust",
            "Có người chen giữa, hoặc thành phố đã thay CA: hãy đăng ký lại thiết bị.",
            "Somebody is in between, or the city has a new authority: enrol this gateway again."),
    BROKER_EXPIRED(
            "Chứng thư của máy chủ không còn hoặc chưa có hiệu lực",
            "The broker's certificate is not valid at this time",
            "Kiểm tra đồng hồ của thiết bị trước; nếu đúng giờ, báo trung tâm điều hành.",
            "Check this gateway's clock first; if it is right, tell the operations centre."),
    BROKER_NAME(
            "Chứng thư của máy chủ mang tên khác",
            "The broker's certificate is for another name",
            "Địa chỉ máy chủ trong định danh bị sai, hoặc có người chen giữa; báo trung tâm điều hành.",
            "The broker's address in the identity is wrong, or somebody is in between; tell the operations centre."),
    CERTIFICATE_EXPIRED(
            "Chứng thư của thiết bị đã hết hạn",
            "This gateway's certificate has expired",
            "Kiểm tra đồng hồ; nếu đúng giờ, đăng ký lại thiết bị bằng mã mới.",
            "Check the clock; if it is right, enrol this gateway again with a new code."),
    CERTIFICATE_NOT_YET_VALID(
            "Chứng thư của thiết bị chưa có hiệu lực",
            "This gateway's certificate is not valid yet",
            "Đồng hồ của thiết bị chạy chậm; kiểm tra đồng bộ giờ (timedatectl).",
            "This gateway's clock is slow; check time synchronisation (timedatectl)."),
    CERTIFICATE_REVOKED(
            "Chứng thư của thiết bị đã bị thu hồi",
            "This gateway's certificate has been revoked",
            "Hỏi trung tâm điều hành vì sao, rồi đăng ký lại bằng mã mới.",
            "Ask the operations centre why, then enrol again with a new code."),
    CERTIFICATE_REFUSED(
            "Máy chủ không chấp nhận chứng thư của thiết bị",
            "The broker does not accept this gateway's certificate",
            "Chứng thư bị thu hồi hoặc do CA khác cấp; hỏi trung tâm điều hành, rồi đăng ký lại.",
            "It was revoked or is of another authority; ask the operations centre, then enrol again."),
    ACCESS_REFUSED(
            "Máy chủ từ chối thiết bị này",
            "The broker refuses this gateway",
            "Thiết bị có thể bị thu hồi hoặc cách ly; hỏi trung tâm điều hành.",
            "It may have been revoked or quarantined; ask the operations centre."),
    TAKEN_OVER(
            "Một thiết bị khác đã kết nối bằng định danh này",
            "Another machine has connected with this identity",
            "Thẻ nhớ có thể đã bị sao chép; báo ngay trung tâm điều hành.",
            "Perhaps the memory card was copied; tell the operations centre at once."),
    BROKER_BUSY(
            "Máy chủ đang bận hoặc đang khởi động lại",
            "The broker is busy or restarting",
            "Không cần làm gì; thiết bị tự thử lại.",
            "Nothing to do; the gateway tries again by itself."),
    PUBLISH_REFUSED(
            "Máy chủ không nhận một bản tin",
            "The broker refused a message",
            "Thiết bị này không có quyền với chủ đề đó; báo trung tâm điều hành.",
            "This gateway may not write on that topic; tell the operations centre."),
    LOST(
            "Kết nối bị đứt",
            "The connection was lost",
            "Kiểm tra sóng và đường truyền nếu hay lặp lại; dữ liệu được giữ lại và gửi sau.",
            "Check signal and line if it happens often; measurements are kept and sent later."),
    STUCK(
            "Máy chủ không xác nhận bản tin nữa",
            "The broker no longer acknowledges",
            "Đường truyền có vẻ sống nhưng đã chết; thiết bị tự kết nối lại.",
            "The line looked alive but was dead; the gateway connects anew by itself."),
    PROTOCOL(
            "Máy chủ không hiểu giao thức",
            "The broker does not speak this protocol",
            "Đổi cloud.mqtt trong cấu hình (\"5\" hoặc \"3.1.1\").",
            "Change cloud.mqtt in the configuration (\"5\" or \"3.1.1\")."),
    SPOOL(
            "Bộ nhớ đệm trên đĩa bị lỗi",
            "The spool on the disk failed",
            "Kiểm tra dung lượng và tình trạng thẻ nhớ.",
            "Check the room on the memory card and its health."),
    INTERNAL(
            "Lỗi bên trong phần mềm",
            "A mistake in the software",
            "Gửi nhật ký (journalctl) cho nhà cung cấp.",
            "Send the log (journalctl) to the maker.");

    private final String vietnamese;
    private final String english;
    private final String vietnameseRemedy;
    private final String englishRemedy;

    LinkFault(String vietnamese, String english, String vietnameseRemedy, String englishRemedy) {
        this.vietnamese = vietnamese;
        this.english = english;
        this.vietnameseRemedy = vietnameseRemedy;
        this.englishRemedy = englishRemedy;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }

    public String vietnameseRemedy() {
        return vietnameseRemedy;
    }

    public String englishRemedy() {
        return englishRemedy;
    }

    /** Trying again soon cannot help, because somebody has to do something about this identity. */
    public boolean isRefusal() {
        return switch (this) {
            case CERTIFICATE_EXPIRED,
                    CERTIFICATE_NOT_YET_VALID,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_REFUSED,
                    ACCESS_REFUSED,
                    TAKEN_OVER,
                    BROKER_UNTRUSTED,
                    BROKER_EXPIRED,
                    BROKER_NAME,
                    PROTOCOL -> true;
            default -> false;
        };
    }
}
