package vn.trangtien.sim.camera.onvif;

import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.sim.camera.onvif.OnvifFacts.Profile;

/** The media service of version 10 and the one of version 20 (ONVIF Media and Media2 specifications). Immutable. */
final class MediaAnswers {

    private final OnvifFacts facts;

    MediaAnswers(OnvifFacts facts) {
        this.facts = facts;
    }

    /** @return empty if the camera does not know that operation or that profile */
    Optional<String> answer(SoapRequest request, boolean second) {
        return switch (request.name()) {
            case "GetProfiles" -> Optional.of(profiles(second));
            case "GetProfile" ->
                profile(request)
                        .map(profile -> Xml.envelope("<trt:GetProfileResponse>%s</trt:GetProfileResponse>"
                                .formatted(first(profile, "trt:Profile"))));
            case "GetStreamUri" -> profile(request).map(profile -> uri("GetStreamUri", profile.url(), second));
            case "GetSnapshotUri" ->
                profile(request).map(profile -> uri("GetSnapshotUri", facts.snapshotUrl(), second));
            default -> Optional.empty();
        };
    }

    private Optional<Profile> profile(SoapRequest request) {
        String token = request.text("ProfileToken");
        return facts.profiles().stream()
                .filter(profile -> profile.token().equals(token))
                .findFirst();
    }

    private String profiles(boolean second) {
        String all = facts.profiles().stream()
                .map(profile -> second ? second(profile) : first(profile, "trt:Profiles"))
                .collect(Collectors.joining());
        String name = second ? "tr2:GetProfilesResponse" : "trt:GetProfilesResponse";
        return Xml.envelope("<%s>%s</%1$s>".formatted(name, all));
    }

    /** Media1 knows no H.265; cameras that have it still list the profile there, with H264 as its encoding. */
    private static String first(Profile profile, String element) {
        String encoding = profile.encoding().equals("JPEG") ? "JPEG" : "H264";
        return """
                <%s token="%s" fixed="true"><tt:Name>%2$s</tt:Name>%s\
                <tt:VideoEncoderConfiguration token="%2$s_encoder"><tt:Name>%2$s_encoder</tt:Name><tt:UseCount>1</tt:UseCount>\
                <tt:Encoding>%s</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
                <tt:Quality>5</tt:Quality><tt:RateControl><tt:FrameRateLimit>%d</tt:FrameRateLimit>\
                <tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl>\
                <tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration></%1$s>""".formatted(
                        element,
                        profile.token(),
                        source(profile),
                        encoding,
                        profile.width(),
                        profile.height(),
                        Math.round(profile.framesPerSecond()));
    }

    private static String second(Profile profile) {
        String encoder = """
                <tr2:VideoEncoder token="%s_encoder" GovLength="%d"><tt:Name>%1$s_encoder</tt:Name><tt:UseCount>1</tt:UseCount>\
                <tt:Encoding>%s</tt:Encoding><tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
                <tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>%s</tt:FrameRateLimit><tt:BitrateLimit>4096</tt:BitrateLimit>\
                </tt:RateControl><tt:Quality>5</tt:Quality></tr2:VideoEncoder>""".formatted(
                        profile.token(),
                        Math.round(profile.framesPerSecond()),
                        profile.encoding(),
                        profile.width(),
                        profile.height(),
                        Xml.number(profile.framesPerSecond()));
        String source = source(profile).replace("tt:VideoSourceConfiguration", "tr2:VideoSource");
        return "<tr2:Profiles token=\"%s\" fixed=\"true\"><tr2:Name>%1$s</tr2:Name><tr2:Configurations>%s%s</tr2:Configurations></tr2:Profiles>"
                .formatted(profile.token(), source, encoder);
    }

    private static String source(Profile profile) {
        return """
                <tt:VideoSourceConfiguration token="source"><tt:Name>source</tt:Name><tt:UseCount>2</tt:UseCount>\
                <tt:SourceToken>sensor</tt:SourceToken><tt:Bounds x="0" y="0" width="%d" height="%d"/></tt:VideoSourceConfiguration>""".formatted(profile.width(), profile.height());
    }

    private static String uri(String operation, String url, boolean second) {
        String inside = second
                ? "<tr2:Uri>%s</tr2:Uri>".formatted(Xml.escaped(url))
                : "<trt:MediaUri><tt:Uri>%s</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>true</tt:InvalidAfterReboot><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri>"
                        .formatted(Xml.escaped(url));
        return Xml.envelope(
                "<%s:%sResponse>%s</%1$s:%2$sResponse>".formatted(second ? "tr2" : "trt", operation, inside));
    }
}
