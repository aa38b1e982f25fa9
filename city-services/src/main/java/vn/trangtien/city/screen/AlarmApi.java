package vn.trangtien.city.screen;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.city.alarm.AlarmList;
import vn.trangtien.city.alarm.AlarmView;
import vn.trangtien.city.alarm.Alarms;
import vn.trangtien.city.alarm.NoSuchAlarm;

/** The alarms as JSON. */
@RestController
@RequestMapping("/api/alarms")
class AlarmApi {

    /** One alarm with its history, oldest line first. */
    record AlarmWithHistory(AlarmView alarm, List<AlarmView.Line> history) {}

    private final Alarms alarms;

    AlarmApi(Alarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping
    AlarmList list(Locale locale) {
        return alarms.list(locale);
    }

    @GetMapping("/{id}")
    AlarmWithHistory alarm(@PathVariable UUID id, Locale locale) {
        return new AlarmWithHistory(alarms.get(id, locale), alarms.history(id));
    }

    @ExceptionHandler
    ProblemDetail unknown(NoSuchAlarm unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(unknown.getMessage()));
    }
}
