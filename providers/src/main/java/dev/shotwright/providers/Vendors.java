package dev.shotwright.providers;

import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.ark.ArkVendor;
import dev.shotwright.providers.dashscope.DashScopeVendor;
import dev.shotwright.providers.jimeng.JimengVendor;
import dev.shotwright.providers.kling.KlingVendor;
import dev.shotwright.providers.luma.LumaAgentsVendor;
import dev.shotwright.providers.luma.LumaVendor;
import dev.shotwright.providers.minimax.MiniMaxVendor;
import dev.shotwright.providers.openai.OpenAiVendor;
import dev.shotwright.providers.runway.RunwayVendor;
import dev.shotwright.providers.siliconflow.SiliconFlowVendor;
import dev.shotwright.providers.tencent.TencentVendor;
import dev.shotwright.providers.tencent.VclmVendor;
import dev.shotwright.providers.veo.VeoVendor;
import dev.shotwright.providers.vidu.ViduVendor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vendors that Shotwright knows. */
public final class Vendors {
    private static final List<Vendor> ALL = List.of(
            new ArkVendor(),
            new DashScopeVendor(),
            new MiniMaxVendor(),
            new JimengVendor(),
            new KlingVendor(),
            new LumaVendor(),
            new LumaAgentsVendor(),
            new OpenAiVendor(),
            new RunwayVendor(),
            new SiliconFlowVendor(),
            new TencentVendor(),
            new VclmVendor(),
            new VeoVendor(),
            new ViduVendor());

    private Vendors() {}

    public static List<Vendor> all() {
        return ALL;
    }

    /** The vendor of a card, or null if it is none of ours. */
    public static @Nullable Vendor named(String name) {
        return ALL.stream()
                .filter(vendor -> vendor.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
