package vn.trangtien.ingest.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.trangtien.ingest.channels.ChannelFilter;
import vn.trangtien.ingest.channels.Channels;
import vn.trangtien.ingest.channels.Standing;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.web.Notes;

/** Channels that nobody knows yet, in the browser, and what is decided of them. */
@Controller
@RequestMapping("/channels")
class ChannelPages {

    /** What the list is narrowed to, as it is typed. */
    record Query(
            @Nullable String standing,
            @Nullable String gateway,
            @Nullable String asset,
            @Nullable String channel) {

        ChannelFilter filter(@Nullable List<String> paths) {
            return ChannelFilter.of(standing, gateway, asset, channel, paths);
        }

        /** Only what is set, for addresses. */
        Map<String, String> set() {
            Map<String, String> set = new LinkedHashMap<>();
            put(set, "standing", standing);
            put(set, "gateway", gateway);
            put(set, "asset", asset);
            put(set, "channel", channel);
            return set;
        }

        private static void put(Map<String, String> set, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                set.put(name, value);
            }
        }
    }

    private static final int PAGE = 100;
    private static final String ALL = "ALL";

    private final Channels channels;

    ChannelPages(Channels channels) {
        this.channels = channels;
    }

    @GetMapping
    String list(
            @ModelAttribute("query") Query query,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        Channels.Page page;
        try {
            page = channels.list(query.filter(null), after, PAGE);
        } catch (IllegalArgumentException refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            page = new Channels.Page(List.of(), null);
        }
        model.addAttribute("page", page);
        model.addAttribute("narrowed", query.set());
        model.addAttribute("counts", channels.counts());
        model.addAttribute("standings", Standing.values());
        model.addAttribute("more", page.after() == null ? null : link(query, page.after()));
        model.addAttribute("first", after == null ? null : link(query, null));
        model.addAttribute("mayChange", user.is(Role.TECHNICIAN) || user.is(Role.ADMIN));
        return "channels/list";
    }

    /** @param deed a standing for the ticked channels, or {@code ALL}: adopt every waiting one that the filter finds */
    @PostMapping
    String decide(
            @ModelAttribute("query") Query query,
            @RequestParam String deed,
            // As it came: converted to a list, a name with a comma would be two.
            @RequestParam MultiValueMap<String, String> form,
            Model model,
            CurrentUser user,
            HttpServletResponse response) {
        List<String> paths = form.get("channels");
        try {
            if (deed.equals(ALL)) {
                channels.decide(query.filter(null).in(Standing.QUARANTINED), Standing.KNOWN, null, user.id());
            } else if (paths == null || paths.isEmpty()) {
                throw new IllegalArgumentException(
                        "hãy đánh dấu ít nhất một kênh trong bảng / tick at least one channel of the table");
            } else {
                channels.decide(
                        ChannelFilter.of(null, null, null, null, paths), Standing.valueOf(deed), null, user.id());
            }
        } catch (IllegalArgumentException refused) {
            String page = list(query, null, model, user, response);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("problem", refused.getMessage());
            return page;
        }
        Notes.leave(response, "channels.decided");
        return "redirect:" + link(query, null);
    }

    private static String link(Query query, @Nullable String after) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/channels");
        Map<String, String> values = query.set();
        if (after != null) {
            values.put("after", after);
        }
        values.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
        return link.encode().buildAndExpand(values).toUriString();
    }
}
