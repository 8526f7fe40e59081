"""The headers people write, Chinese and English, and what each column means for each kind of sheet."""

from __future__ import annotations

PEOPLE, SHIFTS, AVAILABILITY = "people", "shifts", "availability"

WHO = {
    "number": "编号 志愿者编号 人员编号 义工号 志愿者号 志愿者证号 工号 person personid number "
    "volunteernumber volunteerid volunteerno no id",
    "name": "姓名 名字 志愿者姓名 志愿者 队员 队员姓名 人员 name fullname volunteer volunteername",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 phone mobile "
    "phonenumber mobilenumber mobilephone telephone tel cell",
}
WORDS: dict[str, dict[str, str]] = {
    PEOPLE: {
        **WHO,
        "email": "邮箱 电子邮箱 电子邮件 邮件 email mail emailaddress",
        "employer": "单位 工作单位 所在单位 所属单位 公司 企业 employer organisation organization "
        "company workplace",
        "team": "队伍 所属队伍 服务队 志愿队 志愿服务队 所属服务队 小队 分队 班组 team squad group",
        "born": "出生年月 出生日期 生日 出生 出生月份 birthmonth birthdate born dateofbirth "
        "birthday dob monthofbirth",
        "trainings": "已完成培训 培训 完成培训 已培训 培训情况 资质 证书 资格 qualifications "
        "qualification training trainings certificates completedtraining",
        "trained_until": "培训有效期至 培训有效期 资质有效期至 资质有效期 证书有效期 证书有效期至 "
        "trainingvaliduntil qualificationvaliduntil qualificationsvaliduntil trainingexpires",
        "insured_until": "保险有效期至 保险有效期 保险到期 保险到期日 保险截止 保险截止日期 保险至 "
        "insurance insuranceuntil insurancevaliduntil insuranceexpires insuredby insureduntil",
        "weekly_hours": "每周最多小时 每周最多小时数 每周最多时长 每周上限小时 周最多小时 每周小时 "
        "每周时长上限 maxhoursperweek hoursperweek weeklyhours maxhoursweek maxweeklyhours",
        "monthly_shifts": "每月最多班次 每月最多次数 每月最多班数 每月班次上限 月最多班次 每月班次 "
        "maxshiftspermonth shiftspermonth monthlyshifts maxshiftsmonth maxmonthlyshifts",
        "period_hours": "最多小时 最多小时数 总时长上限 本期最多小时 maxhours maximumhours",
        "period_shifts": "最多班次 总班次上限 本期最多班次 maxshifts maximumshifts",
        "wishes": "希望从事 意向岗位 意向任务 希望岗位 希望任务 服务意向 意向 岗位意向 愿意从事 "
        "duties duty wishes wishedduties preferredduties preferences dutieswanted",
        "languages": "语言 会说语言 语种 languages language",
        "skills": "技能 特长 专长 skills skill",
        "emergency_name": "紧急联系人 紧急联系人姓名 emergencycontact emergencyname "
        "emergencycontactname",
        "emergency_phone": "紧急联系电话 紧急联系人电话 紧急联系人手机 紧急电话 emergencyphone "
        "emergencycontactphone",
        "may_lead": "组长 可任组长 可当组长 能否带队 可带队 lead maylead canlead crewlead",
    },
    SHIFTS: {
        "key": "班次编号 班次号 班号 序号 编号 shift shiftid shiftnumber shiftno id no number",
        "day": "日期 服务日期 值勤日期 执勤日期 值班日期 date day",
        "time": "时间 时段 服务时间 执勤时间 值勤时间 值班时间 班次时间 班次 time hours times",
        "start": "开始 开始时间 起始时间 上岗时间 start starts from begin starttime startsat",
        "end": "结束 结束时间 截止时间 下岗时间 end ends until to finish endtime endsat",
        "site": "地点 服务地点 执勤地点 值勤地点 值班地点 点位 站点 位置 site place location where "
        "venue",
        "duty": "任务 岗位 服务内容 内容 工作内容 服务岗位 项目 任务类型 岗位类型 duty task role job "
        "activity",
        "minimum": "最少人数 最低人数 最少 minimum min atleast least minpeople minimumpeople",
        "wanted": "需要人数 人数 需求人数 计划人数 所需人数 名额 wanted needed people places "
        "headcount required capacity",
        "trainings": "需要培训 所需培训 培训要求 资质要求 需要资质 要求培训 qualification "
        "qualifications training requiredtraining requiredqualification requires",
        "leads": "其中组长 组长 组长人数 带队人数 领队人数 lead leads leaders leadseats",
        "outdoor": "户外 是否户外 室外 outdoor outdoors outside",
        "adults_only": "仅限成人 成人 仅成人 只限成人 adultsonly adults over18",
        "team": "队伍 负责队伍 服务队 承担队伍 team",
        "note": "备注 说明 注意事项 备注说明 note notes remark remarks comment comments",
    },
    AVAILABILITY: {
        **WHO,
        "weekday": "星期 周几 星期几 礼拜 每周 周 weekday weekdays dayofweek days",
        "day": "日期 服务日期 date day",
        "time": "时间 时段 可服务时间 可用时间 可值班时间 空闲时间 服务时间 time times hours "
        "available availability window",
        "start": "开始 开始时间 起始时间 start starts from begin starttime",
        "end": "结束 结束时间 截止时间 end ends until to finish endtime",
        "grade": "意愿 意愿程度 偏好 倾向 preference grade willingness prefer wish",
        "away": "例外日期 例外 不可服务日期 请假日期 请假 外出日期 不在日期 away awaydates "
        "exceptiondates exceptions daysaway unavailable unavailabledates except",
        "away_note": "例外说明 例外原因 请假原因 原因 说明 备注 reason awaynote exceptionnote note "
        "notes remark",
        "weekday_0": "周一 星期一 礼拜一 mon monday",
        "weekday_1": "周二 星期二 礼拜二 tue tues tuesday",
        "weekday_2": "周三 星期三 礼拜三 wed wednesday",
        "weekday_3": "周四 星期四 礼拜四 thu thur thurs thursday",
        "weekday_4": "周五 星期五 礼拜五 fri friday",
        "weekday_5": "周六 星期六 礼拜六 sat saturday",
        "weekday_6": "周日 周天 星期日 星期天 礼拜日 礼拜天 sun sunday",
    },
}
#: kind → folded header → meaning
VOCABULARY: dict[str, dict[str, str]] = {
    kind: {word: meaning for meaning, words in columns.items() for word in words.split()}
    for kind, columns in WORDS.items()
}


def usual_headers(kind: str, meaning: str) -> str:
    """Give the usual headers of a column, the Chinese and the English one."""
    words = WORDS[kind][meaning].split()
    chinese = next((word for word in words if not word.isascii()), "")
    english = next((word for word in words if word.isascii()), "")
    return f"{chinese} / {english}"
