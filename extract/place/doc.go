// Package place is the gazetteer of all divisions of China (provinces, prefectures, counties, towns, zones and the
// 新疆生产建设兵团), finds their names in text and decides which division each name means.
//
// Start with [Default] and [Gazetteer.Scan]. [Gazetteer.Lookup] answers for one name, [Gazetteer.Division] for one ID,
// and [Gazetteer.Closure] gives the divisions that a notice has to hold.
//
// # Finding
//
//  1. The longest name at a position counts, from left to right. Names are full (永川区), short (永川, 琼中, 黔东南), earlier
//     (襄樊) and others in use (内蒙, 延边州). A base of one character keeps its suffix (涉县). Traditional characters
//     are read as the simplified ones that names have; offsets stay the text's.
//  2. Names that stand directly one after another are one mention where each lies in the one before (四川|成都|郫都区);
//     levels may be left out (四川|崇州). A mark between them ends the chain.
//  3. A town's name counts only right after its county or prefecture. What reads as a town's name there and is
//     none that is known (two to five characters that make no words, before 镇, 乡, 街道 or 公社) is kept as a name without ID.
//  4. A zone is a listed one (雄安新区), or words that make one of the division named right before (合肥|高新区); a part of a
//     自贸试验区 may follow it. Such a zone lies in its host, the finest division that holds the whole of it.
//  5. A short name that is an ordinary word too (资源, 和平) and a full name that many have (城区) count only where a
//     chain or a list gives the parent. The short name of a district counts only where its city is in sight: in the chain,
//     the list, the paragraph, the heading, or as the notice's own. A short name before 镇, 乡 or 村 is a town's or village's.
//  6. Running words may cut a hit: a character of it makes a frequent word with its neighbour (黄河|南岸, 和|平台), or the
//     character before is a surname. There [Context].Cuts decides; without it a county's name is given up, and a
//     longer one where both of its ends are doubtful. Words that have a name in them (三明治, 准噶尔) are skipped. A hit in
//     the midst of transliterating characters is a piece of a foreign name (库尔斯|克州), a city's short name right after a
//     character that is hardly ever more than a surname a given one (李|长春).
//  7. A word after the mention that makes another name of it (北京|路, 南京|大学) is reported as [Mention].Compound and
//     left to the caller.
//  8. Abbreviations of one character name divisions where several are joined and the words after count just as many
//     (川渝|两省市, 沪苏浙皖|三省一市) or say that they act together (鲁豫|联合). Any other join is a route, a region or part of
//     a name. A region (京津冀, 长三角) is no division and no mention; [Gazetteer.Region] tells what it consists of.
//
// # Deciding
//
// Candidates are the divisions that had the name on the notice's date. Where there is none, those that had it last
// before count, as what replaced them since if that is one division; and where there is none of these, those that had it
// first after. The last name of a mention is decided by the first of these that leaves one candidate:
//
//  1. [Chain]: the name right before contains it.
//  2. A province's short name by itself is the province (吉林, 海南), a short name that a division shares with one inside
//     it is the outer one (南昌), and one that a city shares with the county beside it is the city (伊宁).
//  3. [Only]: no other division has the name.
//  4. [List]: the item before it in a list (、 和 与 及 ， ； ： and brackets) lies in a prefecture, or else a province, that
//     contains it.
//  5. [Nearby]: so does the division named nearest before in the paragraph, then those before it, then the heading above.
//  6. [Own]: so does the notice's own division, [Context].Within.
//  7. [Preferred]: it is a full name before a short one, and a prefecture before a county.
//  8. [Open]: several remain. They are the mention's Candidates; the first is never simply taken.
//
// # Data
//
// data/*.tsv are the tables, each with its sources, date and licence; gen makes them, and data/index.bin of them, which is
// compiled into the program and searched in place, so that nothing is parsed at start. An ID is the newest six-digit
// code that a division had at the time; a code that was given to another division later stands for the later one alone.
package place
