package vn.trangtien.video.onvif;

/** What a camera says about itself; an empty text where it says nothing. */
public record DeviceFacts(String manufacturer, String model, String firmware, String serialNumber, String hardware) {}
