package vn.trangtien.video.onvif;

/** Why a camera does not tell about itself, with what a person can do about it. */
public enum OnvifProblem {
    UNREACHABLE(
            "không kết nối được camera; hãy kiểm tra nguồn điện, mạng, địa chỉ và cổng ONVIF (thường là 80)",
            "the camera does not answer; check power, network, address and its ONVIF port (80 is usual)"),
    SIGN_IN_REFUSED(
            "camera từ chối đăng nhập ONVIF; hãy kiểm tra tên và mật khẩu, và tài khoản ONVIF riêng của camera",
            "the camera refuses the ONVIF sign-in; check name and password, and whether ONVIF has users of its own"),
    NO_ONVIF(
            "thiết bị không trả lời theo ONVIF; hãy bật ONVIF trong cấu hình camera",
            "the device does not answer in ONVIF; switch ONVIF on in the camera's settings"),
    REFUSED(
            "camera không làm được điều được hỏi; hãy cập nhật phần mềm của camera hoặc nhập địa chỉ luồng bằng tay",
            "the camera cannot do what it was asked; update its firmware, or enter the address of the stream by hand");

    private final String vietnamese;
    private final String english;

    OnvifProblem(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
