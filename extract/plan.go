package extract

import (
	"strings"

	"policygraph/extract/metric"
)

// What is still to be done, or was not done well, is no practice.

var (
	// planHeads are words of a heading over plans, wants and thanks in a report of what was done.
	planHeads = wordsOf("下一步 下步 工作打算 工作安排 工作计划 工作建议 今后 存在问题 存在的问题 主要问题 存在不足 困难和问题 问题和困难 启示 体会 主要任务 目标任务 工作要求 奋斗目标 主要目标 预期目标 重点工作安排")
	// wanting are words of a sentence that owns up to what is missing.
	wanting = wordsOf("还比较严重 仍比较严重 还相当严重 还很严重 现象严重 还比较突出 仍较突出 仍然突出 还比较普遍 还很普遍 清醒地看到 清醒看到 清醒认识到 差距 存在不少 存在一些 仍存在 还存在 仍然存在 不平衡不充分 有待提高 有待加强 不容乐观")
	// courtesies are words of greetings and thanks in a report.
	courtesies = wordsOf("请予审议 衷心的感谢 衷心感谢 崇高的敬意 崇高敬意 批评指正 敬请审阅")
	// appointments are words of a sentence about who holds an office.
	appointments = wordsOf("同志任 不再担任 任命 免去 候选人 任职 免职")
	// planTitles end the names of documents that lay down what is to be done.
	planTitles = wordsOf("规划 行动计划 行动方案 实施方案 工作方案 建设方案 总体方案 改革方案 实施意见 指导意见 若干意见 的意见 办法 条例 规定 细则 纲要 规程 工作要点 任务分工 重点任务")
)

// plans reports whether a title is that of a document that lays down what is to be done, and not of one that tells what
// was.
func plans(title string) bool {
	return planTitles.has(title) && !praises.has(title) && !listing.has(title)
}

// lists are words of a title over a list of places.
var lists = wordsOf("名单 表扬 表彰 激励 命名 认定 评选 达标")

// appoints reports whether a sentence tells who takes or leaves an office.
func appoints(s string) bool {
	start, end := appointments.within(s)
	if start < 0 {
		return false
	}
	return s[start:end] != "免去" && s[start:end] != "任命" || strings.Contains(s[end:], "职务") || strings.Contains(s[end:], "为")
}

// listing are words of a title over a list of places or of what they did.
var listing = wordsOf("名单 清单 通报 表扬 表彰 激励 案例")

// planned reports whether heading i, or one above it, stands over plans.
func (f *finder) planned(i int) bool { return i >= 0 && f.over[i].plans }

var (
	// problems begin a heading over faults that were found.
	problems = wordsOf("存在 主要问题 当前存在 目前存在 工作中存在 检查中发现 问题和 问题与 困难和 困难与 不足 薄弱环节 突出问题 发现的问题 主要存在 督查发现")
	// faultWords end one.
	faultWords = strings.Fields("问题 不足 困难 差距 环节 短板")
)

// faulty reports whether heading i, or one above it, stands over faults that were found, which are no practices.
func (f *finder) faulty(i int) bool {
	for ; i >= 0; i = f.outline.headings[i].up {
		label := f.outline.headings[i].label.of(f.text)
		if problems.prefix(label) > 0 && suffixOf(label, faultWords) {
			return true
		}
	}
	return false
}

// tells reports whether a passage says what was done: it is a sentence, or has a number.
func tells(words string) bool {
	return strings.ContainsAny(words, "。，；") || len(metric.Parse(words)) > 0
}
