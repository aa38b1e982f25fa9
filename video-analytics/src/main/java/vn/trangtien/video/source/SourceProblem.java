package vn.trangtien.video.source;

import java.util.EnumSet;
import java.util.Set;

/** Why a camera or a recording gives no pictures, with what a person can do about it in both languages of the house. */
public enum SourceProblem {
    FILE_NOT_FOUND(
            "không tìm thấy tệp, hoặc đó không phải là tệp; hãy kiểm tra đường dẫn",
            "the file does not exist, or this is no file; check the path (relative paths start at the working directory)"),
    FILE_NOT_READABLE(
            "không có quyền đọc tệp; hãy cấp quyền đọc cho người dùng chạy chương trình",
            "the file may not be read; give the user of this program the right to read it"),
    FILE_EMPTY(
            "tệp rỗng; hãy chép lại tệp từ nơi đã ghi hình",
            "the file is empty; copy it again from where it was recorded"),
    NOT_A_VIDEO(
            "không phải video mà chương trình đọc được, hoặc tệp bị hỏng hay bị cắt cụt; hãy dùng H.264, H.265, MJPEG hoặc"
                    + " MPEG-4",
            "this is no video that can be decoded, or it is damaged or cut off; use H.264, H.265, MJPEG or MPEG-4 in a"
                    + " common container"),
    NO_PICTURES(
            "nguồn chỉ có âm thanh, không có hình; hãy chọn luồng hình của camera",
            "there is sound but no picture; choose a stream of the camera that has pictures"),
    CODEC_NOT_SUPPORTED(
            "không giải mã được kiểu nén hình này; hãy đặt camera sang H.264, H.265 hoặc MJPEG",
            "pictures of this codec cannot be decoded; set the camera to H.264, H.265 or MJPEG"),
    PICTURE_TOO_LARGE(
            "hình lớn hơn 8192 x 4320 điểm ảnh; hãy dùng luồng phụ hoặc giảm độ phân giải của camera",
            "the picture is larger than 8192 x 4320 pixels; use the substream or lower the camera's resolution"),
    PICTURE_SHAPE(
            "hình quá dẹt: cạnh dài hơn 20 lần cạnh ngắn; hãy chọn luồng hình khác của camera",
            "the shape of the picture cannot be used: one side is more than 20 times as long as the other; choose another"
                    + " stream of the camera"),
    ADDRESS_NOT_SUPPORTED(
            "địa chỉ không được hỗ trợ; hãy dùng rtsp://máy:cổng/đường-dẫn, http(s)://…, v4l2:/dev/video0 hoặc đường dẫn"
                    + " tệp",
            "this kind of address is not supported; use rtsp://host:port/path, http(s)://…, v4l2:/dev/video0 or the path"
                    + " of a file"),
    HOST_UNKNOWN(
            "không tìm được máy có tên này trên mạng; hãy kiểm tra tên máy hoặc dùng địa chỉ IP",
            "no computer of this name is known; check the name or use the IP address"),
    UNREACHABLE(
            "không kết nối được camera; hãy kiểm tra nguồn điện, mạng, địa chỉ và cổng",
            "the camera does not answer; check its power, the network, the address and the port"),
    SIGN_IN_REFUSED(
            "camera từ chối đăng nhập; hãy kiểm tra tên người dùng và mật khẩu trong địa chỉ",
            "the camera refuses the sign-in; check the user name and password in the address"),
    NO_SUCH_STREAM(
            "camera không có luồng này; hãy kiểm tra phần đường dẫn của địa chỉ theo tài liệu của camera",
            "the camera has no such stream; check the path of the address against the camera's manual"),
    CAMERA_REFUSES(
            "camera trả lời bằng mã lỗi; có thể đã hết số kết nối hoặc không hỗ trợ kiểu truyền: hãy thử tcp/udp, giảm số"
                    + " người xem, khởi động lại camera",
            "the camera answers with an error; it may have no connection left or not know the transport: try tcp or udp,"
                    + " fewer viewers, or restart it"),
    DEVICE_NOT_FOUND(
            "không có camera USB này; hãy kiểm tra dây cắm và danh sách /dev/video*",
            "there is no such USB camera; check the plug and the list of /dev/video*"),
    DEVICE_NOT_READABLE(
            "không có quyền đọc camera USB; hãy thêm người dùng chạy chương trình vào nhóm video",
            "the USB camera may not be read; add the user of this program to the group video"),
    DEVICE_BUSY(
            "camera USB đang được chương trình khác dùng; hãy đóng chương trình đó",
            "the USB camera is in use by another program; close that program"),
    INTERRUPTED("camera ngừng gửi hình; đang kết nối lại", "the camera stopped sending pictures; connecting again"),
    INTERNAL_ERROR(
            "lỗi bên trong khi xử lý hình; đang thử lại, chi tiết trong nhật ký",
            "an internal error while a picture was processed; trying again, the log has the details"),
    TOO_LITTLE_MEMORY(
            "camera này chưa được mở vì tiến trình video không đủ bộ nhớ Java; hãy bớt camera trên máy này hoặc tăng"
                    + " TRANGTIEN_VIDEO_HEAP_MB (-Xmx của tiến trình video, khoảng 3 MB cho mỗi camera)",
            "this camera is not opened, because the video process has too little Java memory; watch fewer cameras on this"
                    + " machine or raise TRANGTIEN_VIDEO_HEAP_MB (-Xmx of the video process, about 3 MB for each camera)"),
    TOO_LITTLE_FOR_PICTURES(
            "camera này chưa được mở vì hình lớn như vậy cần nhiều bộ nhớ hơn phần máy còn dành được cho camera; hãy dùng luồng"
                    + " phụ (substream), bớt camera trên máy này hoặc tăng MemoryMax của dịch vụ",
            "this camera is not opened, because pictures of this size need more memory than this machine has left for cameras;"
                    + " use the substream, watch fewer cameras on this machine or raise the service's MemoryMax"),
    TOO_MANY_THREADS(
            "camera này chưa được mở vì hệ thống không cho thêm luồng xử lý; hãy tăng TasksMax của dịch vụ hoặc bớt camera trên"
                    + " máy này",
            "this camera is not opened, because the system allows no further thread; raise the service's TasksMax or watch"
                    + " fewer cameras on this machine"),
    NATIVE_LIBRARY(
            "không nạp được thư viện video; chỉ chạy trên Linux x86-64 hoặc arm64 với thư mục đệm ghi được",
            "the video library cannot be loaded; it needs Linux on x86-64 or arm64 and a writable cache directory");

    private static final Set<SourceProblem> PASSING = EnumSet.of(
            UNREACHABLE,
            HOST_UNKNOWN,
            INTERRUPTED,
            NO_SUCH_STREAM,
            CAMERA_REFUSES,
            DEVICE_NOT_FOUND,
            DEVICE_BUSY,
            INTERNAL_ERROR);

    private final String vietnamese;
    private final String english;

    SourceProblem(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }

    /** Whether trying again later may help without anybody doing something. */
    public boolean mayPass() {
        return PASSING.contains(this);
    }
}
