package dev.shotwright.world.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetourTest {

    @Test
    void a_way_never_crosses_an_obstacle_that_holds_neither_of_its_ends() {
        var random = new SplittableRandom(11);
        for (var round = 0; round < 500; round++) {
            var x = random.nextDouble(-2, 2);
            var z = random.nextDouble(-2, 2);
            var block = new Detour.Block(x, x + random.nextDouble(0.2, 2), z, z + random.nextDouble(0.2, 2));
            var from = new Vec(random.nextDouble(-4, 4), 0, random.nextDouble(-4, 4));
            var to = new Vec(random.nextDouble(-4, 4), 0, random.nextDouble(-4, 4));
            if (block.holds(from) || block.holds(to)) {
                continue;
            }
            var points = Detour.around(from, to, new ArrayList<>(List.of(block)));
            for (var i = 1; i < points.size(); i++) {
                assertThat(block.bars(points.get(i - 1), points.get(i)))
                        .as("%s %s", block, points)
                        .isFalse();
            }
        }
    }

    @Test
    void a_free_way_is_straight() {
        assertThat(Detour.around(Vec.ZERO, new Vec(1, 0, 0), List.of())).hasSize(2);
    }
}
