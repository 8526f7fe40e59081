"""Made-up names, drawn by chance from the most common ones."""

from __future__ import annotations

from random import Random

SURNAMES = "李王张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛雷侯龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向"
MALE = "伟强磊军勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林文博志海建国家豪泽宏"
FEMALE = "芳娜敏静丽艳娟霞秀燕玲桂婷玉萍红梅莉兰雪琳颖洁慧倩晶欣怡佳雅蕾薇晓丹妍蓉"


def draw_name(chance: Random, *, man: bool, taken: set[str]) -> str:
    """Draw a name nobody in the district has yet."""
    given = MALE if man else FEMALE
    while True:
        length = 2 if chance.random() < 0.7 else 1
        name = chance.choice(SURNAMES) + "".join(chance.sample(given, length))
        if name not in taken:
            taken.add(name)
            return name
