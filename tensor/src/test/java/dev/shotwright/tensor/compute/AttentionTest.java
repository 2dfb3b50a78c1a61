package dev.shotwright.tensor.compute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttentionTest {

    @Test
    void cutting_the_queries_and_the_heads_changes_nothing() {
        try (var random = RandomStream.of(5)) {
            var pauses = new AtomicInteger();
            try (var _ = Scope.open(pauses::incrementAndGet)) {
                var q = random.normal(1, 2, 6503, 256);
                var k = random.normal(1, 2, 6503, 256);
                var v = random.normal(1, 2, 6503, 64);
                var mask = random.normal(1, 2, 1, 6503);
                var y = Attention.of(q, k, v, mask, 1 / 16.0, DataType.F32, 1); // 43 GFLOP a head: two cuts each
                assertThat(pauses.get()).isEqualTo(4);
                var some = q.narrow(2, 3000, 7)
                        .matmul(k.transpose(2, 3))
                        .mul(1 / 16.0)
                        .add(mask)
                        .softmax(-1)
                        .matmul(v);
                var expected = some.transpose(1, 2).flatten(2, 3);
                assertThat(y.shape()).containsExactly(1, 6503, 128);
                assertThat(y.narrow(1, 3000, 7).sub(expected).abs().largest().item())
                        .isLessThan(1e-5);
            }
        }
    }
}
