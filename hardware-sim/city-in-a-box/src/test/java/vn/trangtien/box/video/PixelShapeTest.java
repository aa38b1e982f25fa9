package vn.trangtien.box.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.box.video.PixelShape.Kind;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;

class PixelShapeTest {

    @Test
    void pixelsBecomeSharesOfThePicture() throws BadShape {
        CountingLine line = PixelShape.parse(Kind.LINE, "640, 0,640,432").line("line-1", 768, 432);

        assertThat(line.start()).isEqualTo(new Point(640 / 768.0, 0));
        assertThat(line.end()).isEqualTo(new Point(640 / 768.0, 1));
        assertThat(PixelShape.parse(Kind.MASK, "0,0,320,24")
                        .area(320, 240)
                        .bounds()
                        .height())
                .isEqualTo(0.1);
        assertThat(PixelShape.parse(Kind.ZONE, "0,0,100,0,100,50")
                        .area(200, 100)
                        .points())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINE|1,2,3|x1,y1,x2,y2",
                "LINE|1,2,3,4,5,6|x1,y1,x2,y2",
                "LINE|1,2,3,abc|x1,y1,x2,y2",
                "LINE|1,2,3,NaN|x1,y1,x2,y2",
                "ZONE|1,2,3,4|x3,y3",
                "ZONE|1,2,3,4,5,6,7|x3,y3",
                "MASK|1,2,3|x,y,w,h",
                "MASK|1,2,0,4|above 0",
            })
    void whatIsNoShapeIsRefusedWithItsForm(Kind kind, String typed, String remedy) {
        assertThatThrownBy(() -> PixelShape.parse(kind, typed))
                .isInstanceOf(BadShape.class)
                .hasMessageContaining("'" + typed + "'")
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINE|0,0,321,0|x from 0 to 320 and y from 0 to 240",
                "LINE|-1,0,10,0|x from 0 to 320",
                "LINE|5,5,5,5|must differ",
            })
    void aLineMustLieInThePicture(Kind kind, String typed, String remedy) throws BadShape {
        PixelShape shape = PixelShape.parse(kind, typed);

        assertThatThrownBy(() -> shape.line("line-1", 320, 240))
                .isInstanceOf(BadShape.class)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ZONE|0,0,100,100,100,0,0,100", "ZONE|0,0,10,10,20,20"})
    void aZoneMustEncloseSomething(Kind kind, String typed) throws BadShape {
        PixelShape shape = PixelShape.parse(kind, typed);

        assertThatThrownBy(() -> shape.area(320, 240))
                .isInstanceOf(BadShape.class)
                .hasMessageContaining("enclose an area");
    }
}
