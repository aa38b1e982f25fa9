package vn.trangtien.city.screen;

import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.trangtien.city.alarm.Alarms;

/** The operations screen. */
@Controller
class ScreenController {

    private final Alarms alarms;

    ScreenController(Alarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/")
    String screen(Model model, Locale locale) {
        model.addAttribute("list", alarms.list(locale));
        model.addAttribute("texts", ScriptTexts.json(locale));
        return "city/screen";
    }
}
