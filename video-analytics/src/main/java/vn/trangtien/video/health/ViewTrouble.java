package vn.trangtien.video.health;

/** What can be wrong with a view, with a sentence for the operator in both languages of the house. */
public enum ViewTrouble {
    FROZEN(
            "hình đứng yên: camera gửi mãi cùng một hình; hãy khởi động lại camera",
            "the picture stands still: the camera sends the same picture again and again; restart it"),
    BLACK(
            "hình đen: ống kính bị che kín, camera hỏng hoặc không có ánh sáng; hãy kiểm tra tại chỗ",
            "the picture is black: the lens is capped, the sensor has failed or there is no light; look on site"),
    COVERED(
            "camera bị che: một mảng lớn đột ngột không còn chi tiết; hãy kiểm tra tại chỗ",
            "the camera is covered: a large part lost all detail at once; look on site"),
    DEFOCUSED(
            "hình bị mờ: mất nét so với trước; hãy lau ống kính hoặc chỉnh nét",
            "the picture is blurred compared with before; clean the lens or focus it"),
    MOVED(
            "camera bị xoay: không còn thấy khung cảnh đã biết; hãy chỉnh lại hướng, hoặc vẽ lại vạch và vùng",
            "the camera was turned: the known view is gone; turn it back, or draw lines and zones again");

    private final String vietnamese;
    private final String english;

    ViewTrouble(String vietnamese, String english) {
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
