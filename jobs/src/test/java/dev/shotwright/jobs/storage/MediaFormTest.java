package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaFormTest {
    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d49484452, image/png",
        "ffd8ffe000104a46494600010100, image/jpeg",
        "474946383961, image/gif",
        "49492a00080000, image/tiff",
        "4d4d002a00000008, image/tiff",
        "424d36000c0000000000360000002800, image/bmp",
        "52494646240000005745425056503820, image/webp",
        "524946462400000057415645666d7420, audio/wav",
        "524946462400000041564920 4c495354, video/x-msvideo",
        "0000001c6674797061766966, image/avif",
        "00000018667479706865696300000000, image/heic",
        "000000186674797069736f6d00000200, video/mp4",
        "00000014667479707174202000000000, video/quicktime",
        "0000001c667479704d344120, audio/mp4",
        "1a45dfa39f4286810142f7810142f2810442f381084282847765626d, video/webm",
        "1a45dfa3a34286810142f7810142f2810442f381084282886d6174726f736b61, video/x-matroska",
        "494433040000000000, audio/mpeg",
        "fffb9064000f, audio/mpeg",
        "fff15080, audio/aac",
        "664c6143000000, audio/flac",
        "4f67675300020000, audio/ogg"
    })
    void a_medium_is_told_by_its_first_bytes(String start, String type) {
        var form = MediaForm.of(HexFormat.of().parseHex(start.replace(" ", "")));
        assertThat(form).isNotNull().extracting(MediaForm::type).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "<!DOCTYPE html>",
                "<svg xmlns='http://www.w3.org/2000/svg'>",
                "#EXTM3U\n#EXT-X-VERSION:3",
                "%PDF-1.7",
                "PK\u0003\u0004",
                "ffconcat version 1.0",
                "BM is how a text may begin",
                "RIFF____CDDA",
                "MZ",
                "#!/bin/sh"
            })
    void what_is_no_medium_is_told_from_one(String start) {
        assertThat(MediaForm.of(start.getBytes(StandardCharsets.ISO_8859_1))).isNull();
    }

    @Test
    void any_bytes_are_looked_at_without_a_fault() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(MediaForm.ENOUGH + 1)];
            random.nextBytes(bytes);
            MediaForm.of(bytes);
        }
    }
}
