package vn.trangtien.video.source;

/** Why a camera or a recording gives no pictures, with what a person can do about it in both languages of the house. */
public enum SourceProblem {
    FILE_NOT_FOUND(
            "không tìm thấy tệp; hãy kiểm tra đường dẫn",
            "the file does not exist; check the path (relative paths start at the working directory)"),
    FILE_NOT_READABLE(
            "không có quyền đọc tệp; hãy cấp quyền đọc cho người dùng chạy chương trình",
            "the file may not be read; give the user of this program the right to read it"),
    NOT_A_VIDEO(
            "không phải video mà chương trình đọc được; hãy dùng tệp H.264, H.265, MJPEG hoặc MPEG-4",
            "this is no video that can be decoded; use H.264, H.265, MJPEG or MPEG-4 in a common container"),
    ADDRESS_NOT_SUPPORTED(
            "địa chỉ không được hỗ trợ; hãy dùng rtsp://máy:cổng/đường-dẫn, http(s)://… hoặc đường dẫn tệp",
            "this kind of address is not supported; use rtsp://host:port/path, http(s)://… or the path of a file"),
    UNREACHABLE(
            "không kết nối được camera; hãy kiểm tra nguồn điện, mạng, địa chỉ và cổng",
            "the camera does not answer; check its power, the network, the address and the port"),
    SIGN_IN_REFUSED(
            "camera từ chối đăng nhập; hãy kiểm tra tên người dùng và mật khẩu trong địa chỉ",
            "the camera refuses the sign-in; check the user name and password in the address"),
    NO_SUCH_STREAM(
            "camera không có luồng này; hãy kiểm tra phần đường dẫn của địa chỉ theo tài liệu của camera",
            "the camera has no such stream; check the path of the address against the camera's manual"),
    INTERRUPTED("camera ngừng gửi hình; đang kết nối lại", "the camera stopped sending pictures; connecting again"),
    INTERNAL_ERROR(
            "lỗi bên trong khi xử lý hình; đang thử lại, chi tiết trong nhật ký",
            "an internal error while a picture was processed; trying again, the log has the details"),
    NATIVE_LIBRARY(
            "không nạp được thư viện video; chỉ chạy trên Linux x86-64 hoặc arm64 với thư mục đệm ghi được",
            "the video library cannot be loaded; it needs Linux on x86-64 or arm64 and a writable cache directory");

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
        return this == UNREACHABLE || this == INTERRUPTED || this == NO_SUCH_STREAM || this == INTERNAL_ERROR;
    }
}
