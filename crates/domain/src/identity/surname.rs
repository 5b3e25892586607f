//! Chinese surnames of two characters, so that a masked name shows the surname and no more.

/// Surnames of two characters, with their traditional forms.
const COMPOUND: &str = "欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 万俟 闻人 聞人 夏侯 诸葛 諸葛 尉迟 尉遲 \
公羊 赫连 赫連 澹台 皇甫 宗政 濮阳 濮陽 公冶 太叔 申屠 公孙 公孫 慕容 仲孙 仲孫 钟离 鍾離 长孙 長孫 宇文 司徒 鲜于 鮮于 \
司空 闾丘 閭丘 子车 亓官 司寇 巫马 巫馬 公西 颛孙 壤驷 公良 漆雕 乐正 樂正 宰父 谷梁 穀梁 拓跋 夹谷 轩辕 軒轅 令狐 段干 \
百里 呼延 东郭 東郭 南门 南門 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 西門 公祖 第五 公乘 \
贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 納蘭 完颜 完顏 耶律 叶赫 那拉";

/// How many characters of a Chinese name are its surname: two where the name has three or more and begins with
/// a surname of two, else one.
pub(super) fn length(name: &[char]) -> usize {
    let known = |first: char, second: char| {
        COMPOUND
            .split(' ')
            .any(|surname| surname.chars().eq([first, second]))
    };
    match name {
        [first, second, _, ..] if known(*first, *second) => 2,
        _ => 1,
    }
}
