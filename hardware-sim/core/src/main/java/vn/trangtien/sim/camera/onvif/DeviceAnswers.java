package vn.trangtien.sim.camera.onvif;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The device service (ONVIF Core specification, chapter on device management). Immutable. */
final class DeviceAnswers {

    private final OnvifFacts facts;
    private final Clock clock;
    private final String base;

    /** @param base of all services, without a slash at its end */
    DeviceAnswers(OnvifFacts facts, Clock clock, String base) {
        this.facts = facts;
        this.clock = clock;
        this.base = base;
    }

    /** @return empty if the camera does not know that operation */
    Optional<String> answer(SoapRequest request) {
        return switch (request.name()) {
            case "GetSystemDateAndTime" -> Optional.of(dateAndTime());
            case "GetDeviceInformation" -> Optional.of(information());
            case "GetCapabilities" -> Optional.of(capabilities());
            case "GetServices" -> Optional.of(services());
            case "GetScopes" -> Optional.of(scopes());
            case "GetHostname" ->
                Optional.of(
                        Xml.envelope(
                                "<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>simulator</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>"));
            default -> Optional.empty();
        };
    }

    private String dateAndTime() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return Xml.envelope("""
                <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>\
                <tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>ICT-7</tt:TZ></tt:TimeZone>\
                <tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
                <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime>\
                </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>""".formatted(
                        now.getHour(),
                        now.getMinute(),
                        now.getSecond(),
                        now.getYear(),
                        now.getMonthValue(),
                        now.getDayOfMonth()));
    }

    private String information() {
        return Xml.envelope("""
                <tds:GetDeviceInformationResponse><tds:Manufacturer>%s</tds:Manufacturer><tds:Model>%s</tds:Model>\
                <tds:FirmwareVersion>%s</tds:FirmwareVersion><tds:SerialNumber>%s</tds:SerialNumber>\
                <tds:HardwareId>%s</tds:HardwareId></tds:GetDeviceInformationResponse>""".formatted(
                OnvifFacts.MANUFACTURER, OnvifFacts.MODEL, OnvifFacts.FIRMWARE, facts.id(), OnvifFacts.HARDWARE));
    }

    private String capabilities() {
        return Xml.envelope("""
                <tds:GetCapabilitiesResponse><tds:Capabilities>\
                <tt:Device><tt:XAddr>%s%s</tt:XAddr></tt:Device>\
                <tt:Media><tt:XAddr>%s%s</tt:XAddr><tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast>\
                <tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities></tt:Media>\
                </tds:Capabilities></tds:GetCapabilitiesResponse>""".formatted(base, OnvifService.DEVICE_PATH, base, OnvifService.MEDIA_PATH));
    }

    private String services() {
        return Xml.envelope("<tds:GetServicesResponse>%s%s%s</tds:GetServicesResponse>"
                .formatted(
                        service(Xml.DEVICE, OnvifService.DEVICE_PATH),
                        service(Xml.MEDIA, OnvifService.MEDIA_PATH),
                        service(Xml.MEDIA2, OnvifService.MEDIA2_PATH)));
    }

    private String service(String namespace, String path) {
        return "<tds:Service><tds:Namespace>%s</tds:Namespace><tds:XAddr>%s%s</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>"
                .formatted(namespace, base, path);
    }

    private String scopes() {
        String items = Arrays.stream(facts.scopes().split(" "))
                .map(scope -> "<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>%s</tt:ScopeItem></tds:Scopes>"
                        .formatted(scope))
                .collect(Collectors.joining());
        return Xml.envelope("<tds:GetScopesResponse>%s</tds:GetScopesResponse>".formatted(items));
    }
}
